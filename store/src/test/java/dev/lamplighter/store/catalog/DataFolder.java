package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A data folder that an operator edits. */
record DataFolder(Path path) {

    Path write(String name, String text) throws IOException {
        var file = path.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Writes beside it and renames, as careful editors do. */
    void replace(String name, String text) throws IOException {
        write(name + ".new", text);
        rename(name + ".new", name);
    }

    void group(String name, String label, String profile) throws IOException {
        write("groups/" + name + ".json", group(label, profile));
    }

    static String group(String label, String profile) {
        return "{\"profile\":\"%s\",\"selector\":{\"t\":\"%s\"}}".formatted(profile, label);
    }

    void profile(String name, String kernel) throws IOException {
        write("profiles/" + name + ".json", profile(kernel));
    }

    static String profile(String kernel) {
        return "{\"id\":\"x\",\"boot\":{\"kernel\":\"%s\"}}".formatted(kernel);
    }

    void rename(String from, String to) throws IOException {
        Files.move(path.resolve(from), path.resolve(to), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts a link in place of what is there in one step. */
    void link(String name, String target) throws IOException {
        var link = path.resolve(name);
        Files.createDirectories(link.getParent());
        var beside = link.resolveSibling("link.new");
        Files.createSymbolicLink(beside, Path.of(target));
        Files.move(beside, link, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(String name) throws IOException {
        try (var all = Files.walk(path.resolve(name))) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
