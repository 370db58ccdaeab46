package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tells two versions of a file apart without reading it. Times have a grain, so a signature taken just after a change proves nothing:
 * it is not {@code settled}.
 */
record Signature(Object device, Object inode, Object size, Object modified, Object changed, boolean settled) {

    private static final Duration GRAIN = Duration.ofSeconds(2);

    /**
     * Of the file that {@code path} leads to, also through links; empty where there certainly is none.
     *
     * @throws IOException where that cannot be told: a folder on the way may not be searched, or the file system is out of order
     */
    static Optional<Signature> of(Path path, LinkOption... options) throws IOException {
        try {
            Map<String, Object> file = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime", options);
            var changed = ((FileTime) file.get("ctime")).toInstant();
            return Optional.of(new Signature(file.get("dev"), file.get("ino"), file.get("size"), file.get("lastModifiedTime"), changed,
                    Duration.between(changed, Instant.now()).compareTo(GRAIN) > 0));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unknown) {
            if (belowFile(path)) {
                return Optional.empty();
            }
            throw unknown;
        }
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

    /** Which file it is, whatever is in it. */
    List<Object> place() {
        return List.of(device, inode);
    }

    /** Whether the file, looked at again, is certainly the one that was read with this signature. */
    boolean stillOf(Signature now) {
        return settled && device.equals(now.device) && inode.equals(now.inode) && size.equals(now.size) && modified.equals(now.modified)
                && changed.equals(now.changed);
    }
}
