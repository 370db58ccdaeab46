package dev.lamplighter.walk;

import dev.lamplighter.model.Bytes;

/**
 * What was read. {@code status} is HTTP's; TFTP has 200, 404 where the file is not there and 403 where it may not be read. {@code head} is what was
 * read, at most {@link #KEPT} octets of it; {@code length} is that of the whole, {@link #UNKNOWN} where neither the server nor the end told it.
 * {@code mediaType} is empty where none was named.
 */
public record Fetched(int status, Bytes head, long length, String mediaType) {

    /** The most octets of anything that are kept. */
    public static final int KEPT = 1 << 20;

    public static final long UNKNOWN = -1;

    public static final int OK = 200;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;

    public boolean isThere() {
        return status >= OK && status < 300;
    }
}
