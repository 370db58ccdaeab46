package dev.lamplighter.store.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one process have a file: it locks another one beside it and writes its number there. The system gives the lock back however the
 * process ends.
 */
final class LockFile implements AutoCloseable {

    /** Closing any channel to a file gives up every lock that the process has on it, so a second one must never be opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the lock for {@code guarded}, whose folder must exist. */
    static LockFile take(Path guarded) throws StoreException {
        try {
            var folder = guarded.toAbsolutePath().normalize().getParent().toRealPath();
            var path = folder.resolve(guarded.getFileName() + ".lock");
            if (!HELD_HERE.add(path)) {
                throw new StoreException(guarded + " is already open in this process; two settings name the same file.");
            }
            var channel = open(guarded, path);
            try {
                return new LockFile(path, lock(guarded, channel));
            } catch (StoreException | IOException failure) {
                HELD_HERE.remove(path);
                channel.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new StoreException("The folder of " + guarded + " cannot be used: " + failure.getMessage() + ".", failure);
        }
    }

    private static FileChannel open(Path guarded, Path path) throws StoreException {
        try {
            return FileChannel.open(path, READ, WRITE, CREATE);
        } catch (IOException failure) {
            HELD_HERE.remove(path);
            throw new StoreException(guarded + " cannot be kept there: " + path + " cannot be written ("
                    + failure.getClass().getSimpleName() + "). Mount the disk writable, or give the folder to the user that runs this.", failure);
        }
    }

    private static FileChannel lock(Path guarded, FileChannel channel) throws StoreException, IOException {
        if (channel.tryLock() == null) {
            throw new StoreException(guarded + " is in use by " + owner(channel) + ". Stop that one, or keep the state in another folder.");
        }
        channel.truncate(0);
        channel.write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
        return channel;
    }

    private static String owner(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        var pid = US_ASCII.decode(text.flip()).toString().strip();
        if (pid.isEmpty() || !pid.chars().allMatch(Character::isDigit)) {
            return "another process";
        }
        var command = Path.of("/proc", pid, "comm");
        try {
            return "process " + pid + " (" + Files.readString(command).strip() + ")";
        } catch (IOException _) {
            return "process " + pid;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
