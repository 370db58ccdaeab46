package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.Sniffing;
import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/** A file that was opened to be sent. Whoever holds the answer closes it. Opening and looking inside wait for the disk. */
public final class StoredFile implements AutoCloseable {

    private final FileChannel channel;
    private final long size;
    private final Instant modified;

    private StoredFile(FileChannel channel, long size, Instant modified) {
        this.channel = channel;
        this.size = size;
        this.modified = modified;
    }

    static StoredFile open(Path path, Instant modified) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new StoredFile(channel, channel.size(), modified);
        } catch (IOException unusable) {
            channel.close();
            throw unusable;
        }
    }

    public FileChannel channel() {
        return channel;
    }

    public long size() {
        return size;
    }

    public Instant modified() {
        return modified;
    }

    /** As many of the first octets as are looked at to find a media type. */
    Bytes beginning() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, Sniffing.LOOKED_AT));
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, buffer.position());
        }
        return Bytes.owned(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
