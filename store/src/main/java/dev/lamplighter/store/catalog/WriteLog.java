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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * The changes that were made last, once more and together in one file, which one write to the disk makes durable. Their own files reach the
 * disk later, all at once. Only after the power failed does anybody read it ({@link WriteLogRecovery}). Not safe for several threads at once.
 *
 * <p>The file has a fixed size and two halves. While one is written, the files of the other one's records are forced to the disk.
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

    /** A commit of more than this part of the log has no record. */
    private static final int PART = 8;

    /** One change of a record. */
    record Entry(String name, Optional<Bytes> content, Instant at) {}

    private final Path home;
    private final Optional<Object> identity;
    private final FileChannel channel;
    private final FileLock lock;
    private final int capacity;
    private final Supplier<Runnable> settling;
    private Set<Path> folders = new HashSet<>();
    private long number = new SecureRandom().nextLong();
    private final ByteBuffer gathered;
    private int half;
    private int position = HEADER;
    private CompletableFuture<Void> other = CompletableFuture.completedFuture(null);
    private long oldest;

    private WriteLog(Path home, FileChannel channel, FileLock lock, int capacity, Supplier<Runnable> settling) throws IOException {
        this.home = home;
        this.identity = identity(home);
        this.channel = channel;
        this.lock = lock;
        this.capacity = capacity;
        this.settling = settling;
        this.gathered = ByteBuffer.allocate(capacity / PART);
    }

    /**
     * Empty where there can be none: the folder may not be written, the disk is full, another process has one there, or there is one whose changes
     * could not be restored. {@code settling} is asked before files are forced to the disk, and what it gives is run when they were; that may be on
     * another thread.
     */
    static Optional<WriteLog> open(Path data, int capacity, Supplier<Runnable> settling) {
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
                return Optional.of(new WriteLog(home, channel, lock, capacity, settling));
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

    /** Forces the files of the records to the disk, without waiting for it, where the oldest one is that old. */
    void settleAfter(Duration time) throws IOException {
        if (position > begin(half) && System.nanoTime() - oldest >= time.toNanos() && other.isDone()) {
            turn();
        }
    }

    /** Where the second half begins in a log of this size. */
    static int middle(int capacity) {
        return HEADER + (capacity - HEADER) / 2;
    }

    private int begin(int ofHalf) {
        return ofHalf == 0 ? HEADER : middle(capacity);
    }

    private int end() {
        return half == 0 ? middle(capacity) : capacity;
    }

    /** Whether one commit of {@code changes} is worth a record. */
    boolean takes(List<FileChange> changes) {
        return length(changes) + RECORD <= capacity / PART;
    }

    /** Each commit is one record. All of them are durable on return. {@code touched} are the folders whose files were changed. */
    void append(List<List<FileChange>> commits, Set<Path> touched) throws IOException {
        folders.addAll(touched);
        for (List<FileChange> changes : commits) {
            int length = RECORD + length(changes);
            if (gathered.remaining() < length) {
                write();
            }
            if (position + gathered.position() + length > end()) {
                write();
                turn();
                folders.addAll(touched);
            }
            record(changes);
        }
        write();
        channel.force(false);
    }

    private void write() throws IOException {
        int length = gathered.position();
        gathered.flip();
        try {
            writeAll(channel, gathered, position);
        } finally {
            gathered.clear();
        }
        if (position == begin(half)) {
            oldest = System.nanoTime();
        }
        position += length;
    }

    private static int length(List<FileChange> changes) {
        long length = 12;
        for (FileChange change : changes) {
            length += 8 + change.name().getBytes(UTF_8).length + change.content().map(Bytes::length).orElse(0);
        }
        return (int) Math.min(length, Integer.MAX_VALUE - RECORD);
    }

    private void record(List<FileChange> changes) {
        int start = gathered.position();
        int length = length(changes);
        gathered.putInt(MAGIC).putLong(++number).putInt(length).putInt(0).putLong(System.currentTimeMillis() + 1).putInt(changes.size());
        for (FileChange change : changes) {
            byte[] name = change.name().getBytes(UTF_8);
            gathered.putInt(name.length).put(name);
            gathered.putInt(change.content().map(Bytes::length).orElse(-1));
            change.content().ifPresent(bytes -> gathered.put(bytes.asBuffer()));
        }
        gathered.putInt(start + RECORD - 4, checksum(gathered.duplicate().flip().position(start).slice(), length));
    }

    static int checksum(ByteBuffer record, int length) {
        var crc = new CRC32C();
        crc.update(record.duplicate().position(4).limit(RECORD - 4));
        crc.update(record.duplicate().position(RECORD).limit(RECORD + length));
        return (int) crc.getValue();
    }

    /** Goes on in the other half, and forces the files of this one's records to the disk meanwhile. */
    private void turn() throws IOException {
        awaitOther();
        int full = begin(half);
        var of = folders;
        folders = new HashSet<>();
        half = 1 - half;
        position = begin(half);
        var settled = settling.get();
        var forced = new CompletableFuture<Void>();
        other = forced;
        Thread.ofPlatform().daemon().name("catalog-settler").start(() -> {
            try {
                force(of, full, settled);
                forced.complete(null);
            } catch (IOException | RuntimeException failed) {
                forced.completeExceptionally(failed);
            }
        });
    }

    private void force(Set<Path> of, int records, Runnable settled) throws IOException {
        of.add(home);
        for (Path folder : of) {
            FileSystemSync.force(existing(folder));
        }
        writeAll(channel, ByteBuffer.allocate(4), records);
        settled.run();
    }

    private void awaitOther() throws IOException {
        try {
            other.get();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while files were forced to the disk", hurried);
        } catch (ExecutionException failed) {
            throw new IOException("files could not be forced to the disk: " + failed.getCause().getMessage(), failed.getCause());
        }
    }

    /** Forces the files themselves to the disk, after which no record is needed any more. */
    void settle() throws IOException {
        awaitOther();
        if (position > begin(half)) {
            force(folders, begin(half), settling.get());
            channel.force(false);
            folders.clear();
            position = begin(half);
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
