package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * JSON files of one kind in memory: what each says, its last good version, and what is wrong with it. Reports a broken file once for each
 * change. Each {@code boolean} that is returned says whether anything in service may be different now.
 */
final class JsonFiles<T> {

    private record Trouble(int line, int column, String message, int content) {}

    private record Entry<T>(Optional<Signature> signature, Optional<T> good, Optional<Trouble> trouble) {}

    private final String noun;
    private final Function<Bytes, Parsed<T>> parser;
    private final FileCatalogSettings settings;
    private final Events events;
    private final Map<Path, Entry<T>> entries = new HashMap<>();
    private final Set<Path> linked = new HashSet<>();
    private Optional<String> folderTrouble = Optional.empty();

    JsonFiles(String noun, Function<Bytes, Parsed<T>> parser, FileCatalogSettings settings, Events events) {
        this.noun = noun;
        this.parser = parser;
        this.settings = settings;
        this.events = events;
    }

    /** What is served, by file. */
    Map<Path, T> inService() {
        var served = new HashMap<Path, T>();
        entries.forEach((path, entry) -> {
            if (entry.trouble().isEmpty() || !settings.compatMatchbox()) {
                entry.good().ifPresent(good -> served.put(path, good));
            }
        });
        return served;
    }

    /** The files that are followed one by one, because they are links or lie elsewhere. */
    Set<Path> followed() {
        return Set.copyOf(linked);
    }

    /** Looks at every file of {@code folder} and reads those that are new or different. */
    boolean relist(Path folder, Watcher watcher) throws CannotWatch {
        watcher.followFolder(folder);
        var names = new HashSet<Path>();
        Optional<String> trouble = Optional.empty();
        try (var listing = Files.newDirectoryStream(folder, "*.json")) {
            for (Path path : listing) {
                if (names.size() == settings.mostFiles()) {
                    trouble = Optional.of("holds more than " + settings.mostFiles() + " files; the rest is passed over");
                    break;
                }
                names.add(path);
            }
        } catch (NoSuchFileException | NotDirectoryException absent) {
            names.clear();
        } catch (IOException | DirectoryIteratorException unreadable) {
            trouble = Optional.of("cannot be listed (" + unreadable.getMessage() + ")");
            if (!settings.compatMatchbox()) {
                names.addAll(entries.keySet());
            }
        }
        report(folder, trouble);
        boolean changed = false;
        for (Path path : names) {
            changed |= load(path, watcher, false, true);
        }
        for (Path path : Set.copyOf(entries.keySet())) {
            changed |= !names.contains(path) && drop(path, watcher);
        }
        return changed;
    }

    /** Reads one file again, or drops it when it is certainly gone. A file that is not in a listed folder must be {@code followed}. */
    boolean refresh(Path path, Watcher watcher, boolean followed) throws CannotWatch {
        return load(path, watcher, followed, false);
    }

    boolean drop(Path path, Watcher watcher) {
        if (linked.remove(path)) {
            watcher.forget(path);
        }
        return entries.remove(path) != null;
    }

    private boolean load(Path path, Watcher watcher, boolean followed, boolean onlyIfDifferent) throws CannotWatch {
        boolean link = Files.isSymbolicLink(path);
        if (link || followed) {
            watcher.follow(path);
            linked.add(path);
        } else if (linked.remove(path)) {
            watcher.forget(path);
        }
        Optional<Signature> signature;
        try {
            signature = Signature.of(path);
            if (signature.isEmpty() && !link) {
                return entries.remove(path) != null;
            }
        } catch (IOException unknown) {
            signature = Optional.empty();
        }
        var before = Optional.ofNullable(entries.get(path));
        var read = before.flatMap(Entry::signature);
        if (onlyIfDifferent && read.isPresent() && signature.isPresent() && read.get().stillOf(signature.get())) {
            return false;
        }
        var now = read(path, signature, before);
        entries.put(path, now);
        return now.trouble().isEmpty() || !before.flatMap(Entry::trouble).equals(now.trouble());
    }

    private Entry<T> read(Path path, Optional<Signature> signature, Optional<Entry<T>> before) {
        return switch (FileContent.read(path, settings.mostFileBytes())) {
            case Parsed.Bad<Bytes> unreadable -> broken(path, signature, before, new Trouble(0, 0, unreadable.message(), 0));
            case Parsed.Good<Bytes>(Bytes content) -> switch (parser.apply(content)) {
                case Parsed.Good<T>(T good) -> new Entry<>(signature, Optional.of(good), Optional.empty());
                case Parsed.Bad<T> bad ->
                    broken(path, signature, before, new Trouble(bad.line(), bad.column(), bad.message(), content.hashCode()));
            };
        };
    }

    private Entry<T> broken(Path path, Optional<Signature> signature, Optional<Entry<T>> before, Trouble trouble) {
        var lastGood = before.flatMap(Entry::good);
        if (!before.flatMap(Entry::trouble).equals(Optional.of(trouble))) {
            String message = trouble.message() + "; " + (lastGood.isPresent() && !settings.compatMatchbox()
                    ? "its last good version stays in service"
                    : "it is passed over until it is corrected");
            events.publish(new BootEvent.BadFile(events.stamp(), path.toString(), trouble.line(), trouble.column(), message,
                    Optional.of(new Reason("bad-" + noun, "the " + noun + " file " + path + " is broken: " + message))));
        }
        return new Entry<>(signature, lastGood, Optional.of(trouble));
    }

    private void report(Path folder, Optional<String> trouble) {
        if (trouble.isPresent() && !trouble.equals(folderTrouble)) {
            events.publish(new BootEvent.BadFile(events.stamp(), folder.toString(), 0, 0, trouble.get(),
                    Optional.of(new Reason("bad-" + noun + "-folder", "the folder " + folder + " " + trouble.get()))));
        }
        folderTrouble = trouble;
    }
}
