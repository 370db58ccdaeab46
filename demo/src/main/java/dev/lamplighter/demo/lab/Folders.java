package dev.lamplighter.demo.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Folders copied and taken away as a whole. Links are not followed. */
public final class Folders {

    private Folders() {}

    /** Copies the text files below {@code from} to {@code to}, each through {@code edit}. */
    public static void copy(Path from, Path to, UnaryOperator<String> edit) throws IOException {
        List<Path> all;
        try (var tree = Files.walk(from)) {
            all = tree.toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(target, edit.apply(Files.readString(path)));
            }
        }
    }

    /** Takes {@code folder} away with all that is in it; nothing happens if there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (var tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
