package dev.lamplighter.tftp.server;

import java.nio.channels.FileChannel;

/** A file as it was when a transfer of it began. Compared by identity. */
final class OpenFile {

    private final FileChannel channel;
    private final long length;
    private int users = 1;

    OpenFile(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    FileChannel channel() {
        return channel;
    }

    long length() {
        return length;
    }

    /** For {@link OpenFiles}, which guards the count. */
    void join() {
        users++;
    }

    /** For {@link OpenFiles}: whether nobody is left. */
    boolean leave() {
        return --users == 0;
    }
}
