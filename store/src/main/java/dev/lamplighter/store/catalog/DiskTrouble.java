package dev.lamplighter.store.catalog;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a write failed and what to do. Texts begin as Matchbox's do ({@code open PATH: …}), which clients show. */
final class DiskTrouble {

    private DiskTrouble() {}

    /** {@code where} is what was tried: {@code open PATH}. {@code near} is the file, or a folder that exists on its file system. */
    static StoreException of(IOException failed, String where, Path near) {
        String system = failed instanceof FileSystemException named && named.getReason() != null ? named.getReason() : String.valueOf(failed.getMessage());
        if (failed instanceof NoSuchFileException) {
            return new StoreException(Kind.MISSING, where + ": no such file or directory", failed);
        }
        if (isReadOnly(near) || system.contains("Read-only file system")) {
            return new StoreException(Kind.READ_ONLY, where + ": read-only file system; nothing was changed. "
                    + "Mount the data folder writable, or change the files where they come from", failed);
        }
        if (failed instanceof AccessDeniedException || system.contains("Operation not permitted")) {
            return new StoreException(Kind.READ_ONLY, where + ": permission denied; nothing was changed. "
                    + "Give this process's user the right to write in that folder", failed);
        }
        if (isFull(near) || system.contains("No space left on device") || system.contains("quota exceeded")) {
            return new StoreException(Kind.NO_SPACE, where + ": no space left on device; nothing was changed. "
                    + "Free some space there (or inodes, see df -i) and repeat the change", failed);
        }
        if (system.contains("File name too long")) {
            return new StoreException(Kind.BAD_NAME, where + ": file name too long", failed);
        }
        return new StoreException(Kind.FAILED, where + ": " + system, failed);
    }

    private static boolean isReadOnly(Path near) {
        try {
            return Files.getFileStore(existing(near)).isReadOnly();
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean isFull(Path near) {
        try {
            return Files.getFileStore(existing(near)).getUsableSpace() == 0;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static Path existing(Path near) {
        Path here = near;
        while (here.getParent() != null && !Files.exists(here)) {
            here = here.getParent();
        }
        return here;
    }
}
