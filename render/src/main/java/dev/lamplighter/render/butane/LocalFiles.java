package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.UnixPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a document may embed. A path must not lead out of the directory; a symbolic link in it may. */
final class LocalFiles {

    /** Why a file cannot be embedded, as the operating system words it. */
    static final class Refused extends Exception {
        Refused(String problem) {
            super(problem, null, false, false);
        }
    }

    private final Optional<Path> directory;
    private final long limit;
    private long read;

    /**
     * @param directory empty if nothing may be embedded
     * @param limit bytes that may be read
     */
    LocalFiles(Optional<Path> directory, long limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /** Whether anything may be embedded. */
    boolean isOpen() {
        return directory.isPresent();
    }

    /** Where a local path leads. */
    String path(String local) throws Refused {
        if (directory.isEmpty()) {
            throw new Refused("local file paths are relative to a files directory that must be specified with -d/--files-dir");
        }
        String joined = UnixPath.clean(directory.get() + "/" + local);
        try {
            Path base = directory.get().toAbsolutePath().normalize();
            if (!Path.of(joined).toAbsolutePath().normalize().startsWith(base)) {
                throw new Refused("local file path traverses outside the files directory");
            }
        } catch (InvalidPathException e) {
            throw new Refused("open " + joined + ": invalid argument");
        }
        return joined;
    }

    byte[] local(String local) throws Refused {
        return contents(path(local));
    }

    /** What is in a file. */
    byte[] contents(String path) throws Refused {
        Path file = Path.of(path);
        if (Files.isDirectory(file)) {
            throw new Refused("read " + path + ": is a directory");
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new Refused("read " + path + ": not a regular file");
            }
            read += Files.size(file);
            if (read > limit) {
                throw new Refused("read " + path + ": local files have more than " + limit + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Refused("open " + path + ": " + reason(e));
        }
    }

    static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            default -> "input/output error";
        };
    }
}
