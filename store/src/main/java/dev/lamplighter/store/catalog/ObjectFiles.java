package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Files of one kind in memory: what each says, its last good version, and what is wrong with it. Reports a broken file once for each change,
 * and tells whenever something else is in service.
 */
final class ObjectFiles<T> {

    /** Hears what is in service for a file now: another value, or none. */
    @FunctionalInterface
    interface Served<T> {
        void now(Path file, Optional<T> value);
    }

    private record Trouble(int line, int column, String message, Mark content) {}

    private record Entry<T>(Optional<Signature> signature, Mark content, Optional<T> good, Optional<Trouble> trouble, Optional<FileCalls.Facts> ours) {

        Entry<T> writtenByUs(Optional<FileCalls.Facts> looks) {
            return new Entry<>(signature, content, good, trouble, looks);
        }
    }

    /** What an audit is told: how a value reads on one line, and where changes go that others made on disk. Files that are only read when something names them are not new when they are found. */
    record Told<T>(Function<T, String> text, DiskChanges changes, boolean findsNew) {}

    private final String noun;
    private final String ending;
    private final Function<Bytes, Parsed<T>> parser;
    private final FileCatalogSettings settings;
    private final Events events;
    private final Served<T> served;
    private final Told<T> told;
    private final Map<Path, Entry<T>> entries = new HashMap<>();
    private final Set<Path> linked = new HashSet<>();
    private Optional<String> folderTrouble = Optional.empty();

    ObjectFiles(String noun, String ending, Function<Bytes, Parsed<T>> parser, FileCatalogSettings settings, Events events, Told<T> told, Served<T> served) {
        this.noun = noun;
        this.ending = ending;
        this.parser = parser;
        this.settings = settings;
        this.events = events;
        this.served = served;
        this.told = told;
    }

    boolean takes(Path file) {
        return file.toString().endsWith(ending);
    }

    /** Whether {@code file} would be one more than are read. */
    boolean isTooMany(Path file) {
        return entries.size() >= settings.mostFiles() && !entries.containsKey(file);
    }

    /** The files that are followed one by one, because they are links or lie elsewhere. */
    Set<Path> followed() {
        return Set.copyOf(linked);
    }

    boolean follows(Path file) {
        return linked.contains(file);
    }

    /** What {@code file} says, if it is known. */
    Optional<Parsed<T>> known(Path file) {
        return Optional.ofNullable(entries.get(file)).map(entry -> entry.trouble()
                .<Parsed<T>>map(trouble -> new Parsed.Bad<>(trouble.line(), trouble.column(), trouble.message()))
                .orElseGet(() -> new Parsed.Good<>(entry.good().orElseThrow())));
    }

    /** Looks at every file of a listed folder and reads those that are new or different. */
    void relist(FolderListing listing, Watcher watcher) throws CannotWatch {
        var names = new HashSet<Path>();
        listing.files().stream().filter(this::takes).forEach(names::add);
        if (!listing.readable() && !settings.compatMatchbox()) {
            names.addAll(entries.keySet());
        }
        for (Path gone : entries.keySet().stream().filter(path -> !names.contains(path)).toList()) {
            vanish(gone, watcher);
        }
        var all = new ArrayList<>(names);
        List<FileLook<T>> looks = FileLook.all(all, this::look);
        for (int i = 0; i < all.size(); i++) {
            take(all.get(i), looks.get(i), watcher);
        }
    }

    private FileLook<T> look(Path path) {
        return linked.contains(path) ? new FileLook.Link<>() : FileLook.at(path, known(path, true), settings.mostFileBytes(), parser);
    }

    private FileLook.Known known(Path path, boolean trustSignature) {
        var entry = entries.get(path);
        return entry == null ? FileLook.Known.NOTHING
                : new FileLook.Known(trustSignature ? entry.signature() : Optional.empty(), entry.content());
    }

    /** Reads one file again, or drops it when it is certainly gone. A file that is not in a listed folder must be {@code followed}. */
    void refresh(Path path, Watcher watcher, boolean followed) throws CannotWatch {
        if (followed) {
            follow(path, Files.isSymbolicLink(path), watcher);
        } else {
            take(path, FileLook.at(path, known(path, false), settings.mostFileBytes(), parser), watcher);
        }
    }

    private void take(Path path, FileLook<T> look, Watcher watcher) throws CannotWatch {
        switch (look) {
            case FileLook.Same<T> same -> { }
            case FileLook.Touched<T>(Signature now) -> {
                unfollow(path, watcher);
                touch(path, now);
            }
            case FileLook.Gone<T> gone -> vanish(path, watcher);
            case FileLook.Link<T> link -> {
                if (Files.isSymbolicLink(path)) {
                    follow(path, true, watcher);
                } else {
                    unfollow(path, watcher);
                    take(path, look(path), watcher);
                }
            }
            case FileLook.Read<T> read -> {
                unfollow(path, watcher);
                find(path, read);
            }
        }
    }

    private void follow(Path path, boolean link, Watcher watcher) throws CannotWatch {
        watcher.follow(path);
        linked.add(path);
        switch (FileLook.through(path, known(path, true), settings.mostFileBytes(), parser)) {
            case FileLook.Same<T> same -> { }
            case FileLook.Touched<T>(Signature now) -> touch(path, now);
            case FileLook.Link<T> impossible -> { }
            case FileLook.Gone<T> gone when link -> find(path, FileLook.missing());
            case FileLook.Gone<T> gone -> vanish(path, watcher);
            case FileLook.Read<T> read -> find(path, read);
        }
    }

    /** What others have written. */
    private void find(Path path, FileLook.Read<T> read) {
        if (!told.changes().isTelling()) {
            keep(path, read);
            return;
        }
        var before = version(path);
        keep(path, read);
        if (before.isPresent() || told.findsNew()) {
            told.changes().changed(path, before, version(path));
        }
    }

    /** What others have removed. */
    private void vanish(Path path, Watcher watcher) {
        var before = told.changes().isTelling() ? version(path) : Optional.<Version>empty();
        drop(path, watcher);
        told.changes().changed(path, before, Optional.empty());
    }

    /** What the file said, sound or not, when it was read last. */
    private Optional<Version> version(Path path) {
        return Optional.ofNullable(entries.get(path)).map(entry -> AuditText.version(entry.trouble().map(trouble -> "broken: " + trouble.message())
                .orElseGet(() -> told.text().apply(entry.good().orElseThrow())), entry.content()));
    }

    /** What an audit says of a file that is known and sound. */
    Optional<Version> told(Path path) {
        return Optional.ofNullable(entries.get(path)).filter(entry -> entry.trouble().isEmpty()).flatMap(entry -> version(path));
    }

    /** The file is another one, or was written again, and says the same. */
    private void touch(Path path, Signature now) {
        entries.computeIfPresent(path, (same, entry) -> new Entry<>(Optional.of(now), entry.content(), entry.good(), entry.trouble(), Optional.empty()));
    }

    private void unfollow(Path path, Watcher watcher) {
        if (linked.remove(path)) {
            watcher.forget(path);
        }
    }

    void drop(Path path, Watcher watcher) {
        unfollow(path, watcher);
        forget(path);
    }

    private void forget(Path path) {
        if (entries.remove(path) != null) {
            served.now(path, Optional.empty());
        }
    }

    /** What we have just written ourselves. Nothing of an older version stays in service, even where the new one cannot be read. */
    void written(Path path, Bytes content, Optional<FileCalls.Facts> looks) {
        var says = parser.apply(content);
        if (says.good().isEmpty()) {
            forget(path);
        }
        keep(path, new FileLook.Read<>(Optional.empty(), says, Mark.of(content)));
        entries.computeIfPresent(path, (same, entry) -> entry.writtenByUs(looks));
    }

    /** What {@code file} looks like as long as it is the one that we have written ourselves. */
    Optional<FileCalls.Facts> ours(Path file) {
        return Optional.ofNullable(entries.get(file)).flatMap(Entry::ours);
    }

    private void keep(Path path, FileLook.Read<T> read) {
        var before = Optional.ofNullable(entries.get(path));
        var now = switch (read.says()) {
            case Parsed.Good<T>(T good) -> new Entry<>(read.signature(), read.content(), Optional.of(good), Optional.<Trouble>empty(), Optional.<FileCalls.Facts>empty());
            case Parsed.Bad<T> bad -> broken(path, read, before, new Trouble(bad.line(), bad.column(), bad.message(), read.content()));
        };
        entries.put(path, now);
        var serves = serves(now);
        if (now.trouble().isEmpty() || before.flatMap(this::serves).isPresent() != serves.isPresent()) {
            served.now(path, serves);
        }
    }

    private Optional<T> serves(Entry<T> entry) {
        return entry.trouble().isEmpty() || !settings.compatMatchbox() ? entry.good() : Optional.empty();
    }

    private Entry<T> broken(Path path, FileLook.Read<T> read, Optional<Entry<T>> before, Trouble trouble) {
        var lastGood = before.flatMap(Entry::good);
        if (!before.flatMap(Entry::trouble).equals(Optional.of(trouble))) {
            String message = trouble.message() + "; " + (lastGood.isPresent() && !settings.compatMatchbox()
                    ? "its last good version stays in service"
                    : "it is passed over until it is corrected");
            events.publish(new BootEvent.BadFile(events.stamp(), path.toString(), trouble.line(), trouble.column(), message,
                    Optional.of(new Reason("bad-" + noun, "the " + noun + " file " + path + " is broken: " + message))));
        }
        return new Entry<>(read.signature(), read.content(), lastGood, Optional.of(trouble), Optional.empty());
    }

    /** Reports what is wrong with the folder itself, once. */
    void report(Path folder, Optional<String> trouble) {
        if (trouble.isPresent() && !trouble.equals(folderTrouble)) {
            events.publish(new BootEvent.BadFile(events.stamp(), folder.toString(), 0, 0, trouble.get(),
                    Optional.of(new Reason("bad-" + noun + "-folder", "the folder " + folder + " " + trouble.get()))));
        }
        folderTrouble = trouble;
    }
}
