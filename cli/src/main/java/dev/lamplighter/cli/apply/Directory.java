package dev.lamplighter.cli.apply;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.cli.KeyPlace;
import dev.lamplighter.cli.apply.Finding.Level;
import dev.lamplighter.cli.remote.Item;
import dev.lamplighter.cli.remote.Kind;
import dev.lamplighter.cli.remote.Printable;
import dev.lamplighter.cli.remote.Put;
import dev.lamplighter.cli.remote.PutFile;
import dev.lamplighter.cli.remote.UnknownKeys;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.render.Place;
import dev.lamplighter.store.catalog.CatalogFile;
import dev.lamplighter.store.catalog.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A directory in Matchbox's layout, read as a whole: its objects, and what is wrong with its files. Waits for the disk. */
record Directory(SortedMap<Item, Put> objects, List<Finding> findings) {

    private static final int DEEPEST = 16;

    /** {@code mayBeEmpty} takes one that has neither groups nor profiles, too. */
    static Directory read(Path root, int mostFiles, boolean mayBeEmpty) {
        var reader = new Reader(mostFiles);
        if (Files.isDirectory(root) && Arrays.stream(Kind.values()).noneMatch(kind -> Files.isDirectory(root.resolve(kind.folder())))) {
            reader.find(Level.ERROR, root, 0, 0, "has none of the folders " + Arrays.stream(Kind.values()).map(Kind::folder).collect(joining(", "))
                    + "; is it the directory with the data?");
        } else if (!Files.isDirectory(root)) {
            reader.find(Level.ERROR, root, 0, 0, "is no directory");
        } else {
            for (Kind kind : Kind.values()) {
                reader.folder(kind, root.resolve(kind.folder()));
            }
            if (!reader.someObjects && !mayBeEmpty) {
                reader.find(Level.ERROR, root, 0, 0, "has neither groups nor profiles; is it the directory with the data? (--allow-empty, if it is)");
            }
            reader.references();
        }
        return new Directory(reader.objects, List.copyOf(reader.findings));
    }

    Snapshot snapshot() {
        var versions = new TreeMap<Item, Version>();
        objects.forEach((item, put) -> versions.put(item, Version.Whole.of(put)));
        return new Snapshot(versions, true);
    }

    private static final class Reader {

        final int mostFiles;
        final SortedMap<Item, Put> objects = new TreeMap<>();
        final Map<Item, Path> files = new HashMap<>();
        final List<Finding> findings = new ArrayList<>();
        boolean someObjects;

        Reader(int mostFiles) {
            this.mostFiles = mostFiles;
        }

        void find(Level level, Path file, int line, int column, String message) {
            findings.add(new Finding(level, Printable.of(file.toString()), line, column, Printable.of(message)));
        }

        /** The same with the place of a key's value. */
        void find(Level level, Path file, String key, String message) {
            var place = CatalogFile.content(file, PutFile.LARGEST).good().flatMap(content -> KeyPlace.of(content.text(), List.of(key)));
            find(level, file, place.map(Place::line).orElse(0), place.map(Place::column).orElse(0), message);
        }

        void folder(Kind kind, Path folder) {
            if (!Files.exists(folder)) {
                return;
            }
            boolean templates = kind.template().isPresent();
            try (var walk = Files.walk(folder, templates ? DEEPEST : 1, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : walk.sorted().toList()) {
                    if (file.equals(folder) || hidden(folder.relativize(file)) || Files.isDirectory(file)) {
                        continue;
                    }
                    if (objects.size() >= mostFiles) {
                        find(Level.ERROR, folder, 0, 0, "there are more than " + mostFiles + " files");
                        return;
                    }
                    file(kind, folder, file);
                }
            } catch (UncheckedIOException failed) {
                find(Level.ERROR, folder, 0, 0, "cannot be listed (" + failed.getCause().getMessage() + ")");
            } catch (IOException failed) {
                find(Level.ERROR, folder, 0, 0, "cannot be listed (" + failed.getMessage() + ")");
            }
        }

        /** What version control, editors and Kubernetes keep for themselves. */
        private static boolean hidden(Path relative) {
            for (Path part : relative) {
                if (part.toString().startsWith(".")) {
                    return true;
                }
            }
            return false;
        }

        private void file(Kind kind, Path folder, Path file) {
            String name = folder.relativize(file).toString();
            if (kind.template().isEmpty() && !name.endsWith(".json")) {
                someObjects |= PutFile.isOwnGroup(kind, name);
                find(Level.WARNING, file, 0, 0, PutFile.isOwnGroup(kind, name) ? "is passed over: it " + PutFile.OWN_GROUP
                        : "is passed over: its name " + (kind == Kind.GROUP ? "ends in neither .json nor .yaml" : "does not end in .json"));
                return;
            }
            someObjects |= kind.template().isEmpty();
            switch (CatalogFile.content(file, PutFile.LARGEST)) {
                case Parsed.Bad<Bytes> bad -> find(Level.ERROR, file, 0, 0, bad.message());
                case Parsed.Good<Bytes>(Bytes content) -> {
                    switch (PutFile.read(kind, name, content)) {
                        case Parsed.Bad<Put> bad -> find(Level.ERROR, file, bad.line(), bad.column(), bad.message());
                        case Parsed.Good<Put>(Put put) -> {
                            UnknownKeys.of(kind, content).forEach(key -> find(Level.WARNING, file, key.line(), key.column(), key.message()));
                            add(put, file, name);
                        }
                    }
                }
            }
        }

        private void add(Put put, Path file, String name) {
            Item item = put.item();
            Path other = files.putIfAbsent(item, file);
            if (other != null) {
                find(Level.ERROR, file, "id", "has the same id as " + other + "; the server keeps one file for each id");
                return;
            }
            if (item.kind().template().isEmpty() && !name.equals(item.name() + ".json")) {
                find(Level.WARNING, file, "id", "has the id \"" + item.name() + "\"; the server will name it " + item.name() + ".json");
            }
            objects.put(item, put);
        }

        /** Names of what is not in the directory; it may be on the server. */
        void references() {
            for (Put put : objects.values()) {
                switch (put) {
                    case Put.OfGroup(var group) -> reference(put, "profile", Kind.PROFILE, group.profile());
                    case Put.OfProfile(var profile) -> {
                        reference(put, "ignition_id", Kind.IGNITION, profile.ignitionId());
                        reference(put, "generic_id", Kind.GENERIC, profile.genericId());
                        reference(put, "cloud_id", Kind.CLOUD, profile.cloudId());
                        reference(put, "ipxe_id", Kind.IPXE, profile.ipxeId());
                        reference(put, "grub_id", Kind.GRUB, profile.grubId());
                    }
                    case Put.OfTemplate _ -> { }
                }
            }
        }

        private void reference(Put from, String key, Kind kind, String name) {
            var named = new Item(kind, name);
            if (!name.isEmpty() && !objects.containsKey(named)) {
                find(Level.WARNING, files.get(from.item()), key, "names the " + named + ", which the directory does not have");
            }
        }
    }
}
