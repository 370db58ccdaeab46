package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the changes of a {@link WriteLog} again whose files the machine lost with its power. What somebody did since is left alone: a file whose
 * inode changed after its record, and a file that is gone from a folder that changed after the last record of it (file systems keep the order of
 * changes in a folder). Where only the process died, the files are intact and nothing is done.
 */
final class WriteLogRecovery {

    private WriteLogRecovery() {}

    static void run(Path data, Events events) {
        var file = data.resolve(WriteLog.FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE); var lock = channel.tryLock()) {
            if (lock == null) {
                return;
            }
            var content = ByteBuffer.wrap(Files.readAllBytes(file));
            var entries = last(content).values();
            boolean alive = !Boot.id().isEmpty() && bootOf(content).equals(Boot.id());
            int restored = alive ? force(data, entries) : restore(data, entries);
            SpareFiles.clear(data);
            Files.deleteIfExists(file);
            if (restored > 0) {
                events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "catalog-restored", restored + " files in "
                        + data + " had not reached the disk when this machine lost its power; they were restored from " + WriteLog.FILE));
            }
        } catch (OverlappingFileLockException another) {
            return;
        } catch (IOException failed) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, "catalog-restore", "the last changes in " + data
                    + " could not be restored from " + WriteLog.FILE + ", which is left there: " + failed.getMessage()));
        }
    }

    /** The files are whole, but may be in memory only. */
    private static int force(Path data, Collection<WriteLog.Entry> entries) throws IOException {
        for (WriteLog.Entry entry : entries) {
            Path file = path(data, entry);
            if (Files.isRegularFile(file)) {
                try (var open = FileChannel.open(file, StandardOpenOption.READ)) {
                    open.force(true);
                }
            }
            if (Files.isDirectory(file.getParent())) {
                StagedFile.force(file.getParent());
            }
        }
        return 0;
    }

    /** Restores what can be restored, and then says what could not. */
    private static int restore(Path data, Collection<WriteLog.Entry> entries) throws IOException {
        var folders = new HashMap<Path, Instant>();
        entries.forEach(entry -> folders.merge(path(data, entry).getParent(), entry.at(), (one, other) -> one.isAfter(other) ? one : other));
        var edited = new HashSet<Path>();
        for (var folder : folders.entrySet()) {
            if (Files.isDirectory(folder.getKey()) && Files.getLastModifiedTime(folder.getKey()).toInstant().isAfter(folder.getValue())) {
                edited.add(folder.getKey());
            }
        }
        int restored = 0;
        Optional<IOException> failed = Optional.empty();
        for (WriteLog.Entry entry : entries) {
            try {
                restored += restore(data, entry, edited) ? 1 : 0;
            } catch (IOException | StoreException stuck) {
                failed = Optional.of(new IOException(entry.name() + ": " + stuck.getMessage(), stuck));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
        return restored;
    }

    private static Path path(Path data, WriteLog.Entry entry) {
        return data.resolve(entry.name().substring(1));
    }

    private static String bootOf(ByteBuffer content) {
        byte[] id = new byte[Math.min(WriteLog.HEADER, content.remaining())];
        content.duplicate().get(id);
        return new String(id, UTF_8).replace("\0", "");
    }

    /** The last change of each file, as far as the records are whole. */
    static Map<String, WriteLog.Entry> last(ByteBuffer content) {
        var last = new LinkedHashMap<String, WriteLog.Entry>();
        int middle = WriteLog.middle(content.limit());
        if (isLater(content, WriteLog.HEADER, middle)) {
            read(content, middle, last);
            read(content, WriteLog.HEADER, last);
        } else {
            read(content, WriteLog.HEADER, last);
            read(content, middle, last);
        }
        return last;
    }

    /** Whether the first record of one half was made after that of the other. */
    private static boolean isLater(ByteBuffer content, int one, int other) {
        return content.limit() - other >= WriteLog.RECORD && content.getInt(one) == WriteLog.MAGIC && content.getInt(other) == WriteLog.MAGIC
                && content.getLong(one + 4) - content.getLong(other + 4) > 0;
    }

    private static void read(ByteBuffer content, int from, Map<String, WriteLog.Entry> into) {
        long expected = 0;
        boolean first = true;
        for (int at = from; at + WriteLog.RECORD <= content.limit(); ) {
            var record = content.slice(at, content.limit() - at);
            long number = record.getLong(4);
            int length = record.getInt(12);
            if (record.getInt(0) != WriteLog.MAGIC || (!first && number != expected) || length < 12 || length > record.limit() - WriteLog.RECORD
                    || record.getInt(WriteLog.RECORD - 4) != WriteLog.checksum(record, length)) {
                break;
            }
            read(record.position(WriteLog.RECORD), into);
            first = false;
            expected = number + 1;
            at += WriteLog.RECORD + length;
        }
    }

    private static void read(ByteBuffer record, Map<String, WriteLog.Entry> into) {
        var at = Instant.ofEpochMilli(record.getLong());
        int count = record.getInt();
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[record.getInt()];
            record.get(name);
            int length = record.getInt();
            Optional<Bytes> content = Optional.empty();
            if (length >= 0) {
                byte[] octets = new byte[length];
                record.get(octets);
                content = Optional.of(Bytes.owned(octets));
            }
            var entry = new WriteLog.Entry(new String(name, UTF_8), content, at);
            into.put(entry.name(), entry);
        }
    }

    /** When the inode changed last; unlike the time of the content, no copying tool sets it. */
    private static Instant changed(Path path) throws IOException {
        return ((FileTime) Files.getAttribute(path, "unix:ctime")).toInstant();
    }

    private static boolean restore(Path data, WriteLog.Entry entry, Set<Path> edited) throws IOException, StoreException {
        var path = path(data, entry);
        boolean exists = Files.isRegularFile(path);
        if (exists ? changed(path).isAfter(entry.at()) : edited.contains(path.getParent())) {
            return false;
        }
        if (entry.content().isEmpty()) {
            return Files.deleteIfExists(path);
        }
        byte[] wanted = entry.content().get().toArray();
        if (exists && Files.size(path) == wanted.length && Arrays.equals(Files.readAllBytes(path), wanted)) {
            return false;
        }
        var staged = StagedFile.write(path, entry.content().get(), true);
        try {
            staged.place();
            StagedFile.force(staged.folder());
        } finally {
            staged.discard();
        }
        return true;
    }
}
