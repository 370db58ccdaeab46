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
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A file that was opened to be sent; a small one is in memory already, as that costs less than having the kernel send it. Whoever holds the
 * answer closes it. Opening and looking inside wait for the disk.
 */
public final class StoredFile implements AutoCloseable {

    /** The octets of the largest small file. */
    private static final int SMALL = 64 << 10;

    private final FileChannel channel;
    private final long size;
    private final Instant modified;
    private Optional<Bytes> octets = Optional.empty();
    private Runnable leave = () -> {};

    private StoredFile(FileChannel channel, long size, Instant modified) {
        this.channel = channel;
        this.size = size;
        this.modified = modified;
    }

    /** {@code room} has a permit for each small file that may be in memory; without one a small file is sent as a large one is. */
    static StoredFile open(Path path, Instant modified, Semaphore room) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            var file = new StoredFile(channel, channel.size(), modified);
            if (file.size <= SMALL && room.tryAcquire()) {
                file.keepOctets(room);
            }
            return file;
        } catch (IOException unusable) {
            channel.close();
            throw unusable;
        }
    }

    private void keepOctets(Semaphore room) throws IOException {
        boolean kept = false;
        try {
            octets = Optional.of(first(SMALL)).filter(all -> all.length() == size);
            leave = room::release;
            kept = true;
        } finally {
            if (!kept) {
                room.release();
            }
        }
    }

    public FileChannel channel() {
        return channel;
    }

    /** All of it, where it is in memory. */
    public Optional<Bytes> octets() {
        return octets;
    }

    public long size() {
        return size;
    }

    public Instant modified() {
        return modified;
    }

    /** As many of the first octets as are looked at to find a media type. */
    Bytes beginning() throws IOException {
        return octets.isPresent() ? octets.get() : first(Sniffing.LOOKED_AT);
    }

    private Bytes first(int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, most));
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, buffer.position());
        }
        return Bytes.owned(buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array());
    }

    @Override
    public void close() throws IOException {
        leave.run();
        leave = () -> {};
        channel.close();
    }
}
