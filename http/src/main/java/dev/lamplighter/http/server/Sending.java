package dev.lamplighter.http.server;

import io.netty.channel.ChannelFuture;
import java.util.List;

/** An answer on its way out: done with its last octet. After it the connection closes or stays. */
record Sending(ChannelFuture done, long inMemory, List<FilePart> parts, boolean closes) {

    /** Octets of the body that went out. */
    long bytes() {
        return (done.isSuccess() ? inMemory : 0) + ofFiles();
    }

    /** Octets of files that went out, or are about to. */
    long ofFiles() {
        return parts.stream().mapToLong(FilePart::gone).sum();
    }
}
