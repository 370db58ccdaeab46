package dev.lamplighter.assets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Looks names up below a folder, and says of what it finds whether a symbolic link led out of that folder. */
final class BelowRoot {

    sealed interface Found {
        record File(Path path) implements Found {}

        record Folder(Path path) implements Found {}

        /** A device, a pipe or a socket. */
        record Special(Path path) implements Found {}

        record LinkOutside(Path path) implements Found {}

        record Nothing() implements Found {}

        record Unreadable(Path path, String why) implements Found {}
    }

    private final Path root;
    private final boolean followLinks;

    BelowRoot(Path root, boolean followLinks) {
        this.root = root;
        this.followLinks = followLinks;
    }

    Path root() {
        return root;
    }

    /** {@code names} are single names, neither empty nor {@code .} nor {@code ..}; no names means the root itself. */
    Found find(List<String> names) {
        Path path = root;
        try {
            for (String name : names) {
                path = path.resolve(name);
            }
        } catch (InvalidPathException unspeakable) {
            return new Found.Nothing();
        }
        try {
            return followLinks ? kind(path, Files.readAttributes(path, BasicFileAttributes.class)) : inside(path, names);
        } catch (NoSuchFileException missing) {
            return new Found.Nothing();
        } catch (AccessDeniedException denied) {
            return new Found.Unreadable(path, "permission denied");
        } catch (FileSystemException odd) {
            // A name that is too long, or a file where a folder should be.
            return new Found.Nothing();
        } catch (IOException broken) {
            return new Found.Unreadable(path, String.valueOf(broken.getMessage()));
        }
    }

    /** Nothing leads out where no part is a link, which costs less to see than where the links lead. */
    private Found inside(Path path, List<String> names) throws IOException {
        Path part = root;
        Optional<BasicFileAttributes> last = Optional.empty();
        for (String name : names) {
            part = part.resolve(name);
            BasicFileAttributes attributes = Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                return linked(path);
            }
            last = Optional.of(attributes);
        }
        return kind(path, last.isPresent() ? last.get() : Files.readAttributes(root, BasicFileAttributes.class));
    }

    private Found linked(Path path) throws IOException {
        Path real = path.toRealPath();
        return real.startsWith(root.toRealPath()) ? kind(path, Files.readAttributes(real, BasicFileAttributes.class)) : new Found.LinkOutside(path);
    }

    private static Found kind(Path path, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return new Found.Folder(path);
        }
        return attributes.isRegularFile() ? new Found.File(path) : new Found.Special(path);
    }
}
