package dev.lamplighter.appliance.doctor.host;

import dev.lamplighter.appliance.doctor.Facts.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a folder is, and the disk that it lies on. */
public final class FolderLook {

    private FolderLook() {}

    /** {@code needed} where nothing works without it, {@code written} where we write to it. */
    public static Folder look(String what, Path path, String setting, boolean needed, boolean written) {
        boolean there = Files.isDirectory(path);
        boolean permitted = there && Files.isExecutable(path) && (written ? Files.isWritable(path) : Files.isReadable(path));
        return new Folder(what, path, setting, needed, written, there, permitted, free(path));
    }

    private static long free(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
