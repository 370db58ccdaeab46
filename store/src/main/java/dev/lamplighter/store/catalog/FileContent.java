package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads whole files of a bounded size. Only regular files: opening a pipe would wait for ever. */
final class FileContent {

    private FileContent() {}

    static Parsed<Bytes> read(Path path, int mostBytes) {
        Optional<Signature> file;
        try {
            file = Signature.of(path);
        } catch (IOException unknown) {
            return broken(unknown);
        }
        return file.isPresent() ? read(path, file.get(), mostBytes) : bad("does not exist");
    }

    /** {@code file} is what {@code path} leads to. */
    static Parsed<Bytes> read(Path path, Signature file, int mostBytes) {
        if (file.isFolder()) {
            return bad("is a folder");
        }
        if (!file.isRegular()) {
            return bad("is not a regular file");
        }
        if (file.size() > mostBytes) {
            return bad("is larger than " + mostBytes + " bytes");
        }
        try (var in = new FileInputStream(path.toString())) {
            byte[] content = new byte[(int) file.size() + 1];
            int length = in.readNBytes(content, 0, content.length);
            if (length == content.length) {
                byte[] rest = in.readNBytes(mostBytes + 1 - length);
                content = Arrays.copyOf(content, length + rest.length);
                System.arraycopy(rest, 0, content, length, rest.length);
                length = content.length;
            }
            return length > mostBytes ? bad("is larger than " + mostBytes + " bytes") : new Parsed.Good<>(Bytes.owned(Arrays.copyOf(content, length)));
        } catch (IOException failed) {
            return Files.exists(path) && !Files.isReadable(path) ? broken(new AccessDeniedException(path.toString())) : broken(failed);
        }
    }

    private static Parsed<Bytes> broken(IOException why) {
        return switch (why) {
            case NoSuchFileException absent -> bad("does not exist");
            case AccessDeniedException denied -> bad("may not be read (permission denied)");
            default -> bad("cannot be read (" + why.getMessage() + ")");
        };
    }

    private static Parsed<Bytes> bad(String message) {
        return new Parsed.Bad<>(0, 0, message);
    }
}
