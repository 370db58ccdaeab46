package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes temporary files that a killed process left: in the folders of groups and profiles themselves, and in and below those of templates.
 * Younger ones may be those of another process that is writing.
 */
final class Leftovers {

    private static final Duration OLD = Duration.ofMinutes(10);
    private static final int DEEPEST = 16;

    private Leftovers() {}

    /** On a thread of its own; what cannot be removed stays, as no list shows it. */
    static void removeFrom(Path data) {
        Thread.ofVirtual().name("catalog-leftovers").start(() -> remove(data, Instant.now().minus(OLD)));
    }

    static void remove(Path data, Instant before) {
        remove(data.resolve("groups"), 1, before);
        remove(data.resolve("profiles"), 1, before);
        for (TemplateKind kind : TemplateKind.values()) {
            remove(data.resolve(kind.folder()), DEEPEST, before);
        }
    }

    private static void remove(Path folder, int depth, Instant before) {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(DataName.TEMPORARY) && name.endsWith(DataName.TEMPORARY_END)) {
                    if (Files.getLastModifiedTime(entry).toInstant().isBefore(before)) {
                        Files.deleteIfExists(entry);
                    }
                } else if (depth > 1 && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    remove(entry, depth - 1, before);
                }
            }
        } catch (IOException | DirectoryIteratorException mayNot) {
            return;
        }
    }
}
