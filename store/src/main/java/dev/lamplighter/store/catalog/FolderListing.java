package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of one folder that end in one of some endings. A folder that is absent has none; {@code trouble} says why others are missing. */
record FolderListing(List<Path> files, Optional<String> trouble, boolean readable) {

    static FolderListing of(Path folder, int mostFiles, List<String> endings) {
        var files = new ArrayList<Path>();
        try (var listing = Files.newDirectoryStream(folder)) {
            for (Path path : listing) {
                String name = path.toString();
                if (endings.stream().noneMatch(name::endsWith)) {
                    continue;
                }
                if (files.size() == mostFiles) {
                    return new FolderListing(files, Optional.of("holds more than " + mostFiles + " files; the rest is passed over"), true);
                }
                files.add(path);
            }
            return new FolderListing(files, Optional.empty(), true);
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return new FolderListing(List.of(), Optional.empty(), true);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return new FolderListing(List.of(), Optional.of("cannot be listed (" + unreadable.getMessage() + ")"), false);
        }
    }
}
