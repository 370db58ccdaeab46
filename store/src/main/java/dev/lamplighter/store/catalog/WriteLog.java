package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The changes that were made last, once more and together in one file, which one write to the disk makes durable. Their own files reach the
 * disk later, all at once. Only after the power failed does anybody read it ({@link WriteLogRecovery}). Not safe for several threads at once.
 *
 * <p>A record is: magic, number, length and checksum of what follows, time in milliseconds since 1970, count of changes; for each the length
 * of its name, the name, and the length of its content (-1 where the file was removed) with the content. Numbers follow each other.
 */
final class WriteLog implements AutoCloseable {

    static final String FILE = ".lamplighter-writes";

    /** First in the file, before records: which start of which machine wrote it. */
    static final int HEADER = 64;
    static final int MAGIC = 0x4C4C5731;
    static final int RECORD = 20;

    /** One change of a record. */
    record Entry(String name, Optional<Bytes> content, Instant at) {}

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final int capacity;
    private final Set<Path> folders = new HashSet<>();
    private long number = new SecureRandom().nextLong();
    private int position = HEADER;

    private WriteLog(Path file, FileChannel channel, FileLock lock, int capacity) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.capacity = capacity;
    }

    /** Empty where there can be none: the folder may not be written, the disk is full, or another process has one there. */
    static Optional<WriteLog> open(Path data, int capacity) {
        var file = data.resolve(FILE);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            return Optional.empty();
        }
        try {
            var lock = channel.tryLock();
            if (lock != null && reserve(channel, capacity)) {
                StagedFile.force(data);
                return Optional.of(new WriteLog(file, channel, lock, capacity));
            }
        } catch (IOException | OverlappingFileLockException | StoreException refused) {
            // Without a log every file is forced by itself, which is as durable and slower.
        }
        closeQuietly(channel);
        return Optional.empty();
    }

    /** Takes the space at once, so that a record needs none; gives all of it back where it is not there. */
    private static boolean reserve(FileChannel channel, int capacity) throws IOException {
        try {
            channel.truncate(0);
            var blank = ByteBuffer.allocate(capacity);
            blank.put(Boot.id().getBytes(UTF_8)).rewind();
            writeAll(channel, blank, 0);
            channel.force(true);
            return true;
        } catch (IOException full) {
            channel.truncate(0);
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException already) {
            return;
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer what, long from) throws IOException {
        long at = from;
        while (what.hasRemaining()) {
            at += channel.write(what, at);
        }
    }

    /** Whether changes of so many bytes are worth a record. */
    boolean takes(long bytes) {
        return bytes < capacity / 4;
    }

    /** Durable on return. {@code touched} are the folders whose files were changed. */
    void append(List<FileChange> changes, Set<Path> touched) throws IOException {
        var record = record(changes);
        if (position + record.remaining() > capacity) {
            settle();
        }
        folders.addAll(touched);
        int length = record.remaining();
        writeAll(channel, record, position);
        channel.force(false);
        position += length;
    }

    private ByteBuffer record(List<FileChange> changes) {
        var names = new ArrayList<byte[]>();
        int length = 12;
        for (FileChange change : changes) {
            byte[] name = change.name().getBytes(UTF_8);
            names.add(name);
            length += 8 + name.length + change.content().map(Bytes::length).orElse(0);
        }
        var record = ByteBuffer.allocate(RECORD + length);
        record.putInt(MAGIC).putLong(++number).putInt(length).putInt(0).putLong(System.currentTimeMillis()).putInt(changes.size());
        for (int i = 0; i < names.size(); i++) {
            record.putInt(names.get(i).length).put(names.get(i));
            var content = changes.get(i).content();
            record.putInt(content.map(Bytes::length).orElse(-1));
            content.ifPresent(bytes -> record.put(bytes.asBuffer()));
        }
        record.flip();
        return record.putInt(RECORD - 4, checksum(record, length));
    }

    static int checksum(ByteBuffer record, int length) {
        var crc = new CRC32C();
        crc.update(record.duplicate().position(4).limit(RECORD - 4));
        crc.update(record.duplicate().position(RECORD).limit(RECORD + length));
        return (int) crc.getValue();
    }

    /** Forces the files themselves to the disk, after which no record is needed any more. */
    void settle() throws IOException {
        if (position > HEADER) {
            for (Path folder : folders) {
                FileSystemSync.force(folder);
            }
            folders.clear();
            writeAll(channel, ByteBuffer.allocate(4), HEADER);
            channel.force(false);
            position = HEADER;
        }
    }

    /** Leaves no log behind, unless the files could not be forced. */
    @Override
    public void close() throws IOException {
        try (channel; lock) {
            settle();
            Files.deleteIfExists(file);
        }
    }
}
