package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
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

    private final Path home;
    private final Optional<Object> identity;
    private final FileChannel channel;
    private final FileLock lock;
    private final int capacity;
    private final Set<Path> folders = new HashSet<>();
    private long number = new SecureRandom().nextLong();
    private int position = HEADER;
    private long oldest;

    private WriteLog(Path home, FileChannel channel, FileLock lock, int capacity) throws IOException {
        this.home = home;
        this.identity = identity(home);
        this.channel = channel;
        this.lock = lock;
        this.capacity = capacity;
    }

    /**
     * Empty where there can be none: the folder may not be written, the disk is full, another process has one there, or there is one whose changes
     * could not be restored.
     */
    static Optional<WriteLog> open(Path data, int capacity) {
        Path home;
        FileChannel channel;
        try {
            home = data.toRealPath();
            var file = home.resolve(FILE);
            if (Files.exists(file) && !WriteLogRecovery.last(ByteBuffer.wrap(Files.readAllBytes(file))).isEmpty()) {
                return Optional.empty();
            }
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            return Optional.empty();
        }
        try {
            var lock = channel.tryLock();
            if (lock != null && reserve(channel, capacity)) {
                StagedFile.force(home);
                return Optional.of(new WriteLog(home, channel, lock, capacity));
            }
        } catch (IOException | OverlappingFileLockException refused) {
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

    private static Optional<Object> identity(Path folder) throws IOException {
        return Optional.ofNullable(Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
    }

    /** Whether {@code folder} is still the one that this log is in: a link may lead elsewhere now, or the folder was made anew. */
    boolean isIn(Path folder) {
        try {
            return identity(folder).equals(identity);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether the oldest record has waited for so long. */
    boolean hasWaited(Duration time) {
        return position > HEADER && System.nanoTime() - oldest >= time.toNanos();
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
        if (position == HEADER) {
            oldest = System.nanoTime();
        }
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
            folders.add(home);
            for (Path folder : folders) {
                FileSystemSync.force(existing(folder));
            }
            folders.clear();
            writeAll(channel, ByteBuffer.allocate(4), HEADER);
            channel.force(false);
            position = HEADER;
        }
    }

    /** A folder may have been removed since; that it is gone is for those above it to keep. */
    private static Path existing(Path folder) {
        Path here = folder;
        while (here.getParent() != null && !Files.isDirectory(here)) {
            here = here.getParent();
        }
        return here;
    }

    /** Leaves no log behind, unless the files could not be forced. */
    @Override
    public void close() throws IOException {
        try (channel; lock) {
            settle();
            Files.deleteIfExists(home.resolve(FILE));
        }
    }
}
