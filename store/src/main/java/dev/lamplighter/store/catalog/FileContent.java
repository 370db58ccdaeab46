package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads whole files of a bounded size. Only regular files: opening a pipe would wait for ever. */
final class FileContent {

    private FileContent() {}

    static Parsed<Bytes> read(Path path, int mostBytes) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return bad("is a folder");
            }
            if (!attributes.isRegularFile()) {
                return bad("is not a regular file");
            }
            try (var in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(mostBytes + 1);
                return content.length > mostBytes ? bad("is larger than " + mostBytes + " bytes") : new Parsed.Good<>(Bytes.owned(content));
            }
        } catch (NoSuchFileException absent) {
            return bad("does not exist");
        } catch (AccessDeniedException denied) {
            return bad("may not be read (permission denied)");
        } catch (IOException broken) {
            return bad("cannot be read (" + broken.getMessage() + ")");
        }
    }

    private static Parsed<Bytes> bad(String message) {
        return new Parsed.Bad<>(0, 0, message);
    }
}
