package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What tells two versions of a file apart without reading it: times in microseconds since 1970. Times have a grain, so a signature taken just
 * after a change proves nothing: it is not {@code settled}.
 */
record Signature(long device, long inode, long size, long modified, long changed, int mode, boolean settled) {

    private static final Duration GRAIN = Duration.ofSeconds(2);
    private static final int KIND = 0xF000;
    private static final int FOLDER = 0x4000;
    private static final int REGULAR = 0x8000;
    private static final int LINK = 0xA000;

    /** Which file something is, whatever is in it. */
    record Place(long device, long inode) {}

    /**
     * Of the file that {@code path} leads to, also through links; empty where there certainly is none.
     *
     * @throws IOException where that cannot be told: a folder on the way may not be searched, or the file system is out of order
     */
    static Optional<Signature> of(Path path, LinkOption... options) throws IOException {
        try {
            Map<String, Object> file = Files.readAttributes(path, "unix:dev,ino,size,mode,lastModifiedTime,ctime", options);
            long changed = micros(file.get("ctime"));
            return Optional.of(new Signature((Long) file.get("dev"), (Long) file.get("ino"), (Long) file.get("size"),
                    micros(file.get("lastModifiedTime")), changed, (Integer) file.get("mode"), isSettled(changed)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unknown) {
            if (belowFile(path)) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    private static long micros(Object time) {
        return ((FileTime) time).to(TimeUnit.MICROSECONDS);
    }

    private static boolean isSettled(long changed) {
        return TimeUnit.MILLISECONDS.toMicros(Instant.now().toEpochMilli()) - changed > TimeUnit.SECONDS.toMicros(GRAIN.toSeconds());
    }

    /** Whether the way to {@code path} leads through something that is no folder; Java has no exception of its own for this. */
    private static boolean belowFile(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
        }
        return false;
    }

    Place place() {
        return new Place(device, inode);
    }

    boolean isFolder() {
        return (mode & KIND) == FOLDER;
    }

    boolean isRegular() {
        return (mode & KIND) == REGULAR;
    }

    boolean isLink() {
        return (mode & KIND) == LINK;
    }

    /** Whether the file, looked at again, is certainly the one that was read with this signature. */
    boolean stillOf(Signature now) {
        return settled && device == now.device && inode == now.inode && size == now.size && modified == now.modified && changed == now.changed;
    }
}
