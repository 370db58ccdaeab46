package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A file as who manages it is told of it. */
final class StoredFile {

    private StoredFile() {}

    /** {@code kind} is the folder's name, for the reason's code. */
    static <T> Stored<T> read(Path path, String kind, int mostBytes, Function<Bytes, Parsed<T>> parser) {
        return switch (FileContent.read(path, mostBytes)) {
            case Parsed.Good<Bytes>(Bytes content) -> parser.apply(content).stored("bad-" + kind);
            case Parsed.Bad<Bytes> absent when Files.notExists(path) -> new Stored.Missing<>("open " + path + ": no such file or directory");
            case Parsed.Bad<Bytes> bad -> new Stored.Broken<>(new Reason("unreadable", "open " + path + ": " + bad.message()));
        };
    }
}
