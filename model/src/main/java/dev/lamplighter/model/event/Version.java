package dev.lamplighter.model.event;

import java.util.Optional;

/**
 * What an object said before or after a change: an object of the catalog as one line of JSON, one word where it is one, and whatever else or is
 * long by its size and digest. {@code sha256} is that of the file's octets in hexadecimal, where there is a file.
 */
public record Version(String told, Optional<String> sha256) {

    public static Version of(String told) {
        return new Version(told, Optional.empty());
    }

    @Override
    public String toString() {
        return told;
    }
}
