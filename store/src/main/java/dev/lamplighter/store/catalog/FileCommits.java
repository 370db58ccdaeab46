package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import dev.lamplighter.store.catalog.CommitQueue.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes commits to the data folder. New content of all that wait is written out of the way; then, one commit after the other and under the
 * catalog's lock, it is put in place; then all of them are made durable by one write to the {@link WriteLog}. Where there can be no log, each
 * file is forced by itself. A commit that fails is undone. One thread at a time.
 */
final class FileCommits implements CommitQueue.Writer, AutoCloseable {

    private static final int LOG_BYTES = 2 << 20;

    /** After so long the files themselves are on the disk, as they would be without a log. */
    private static final Duration LOGGED = Duration.ofSeconds(5);

    /** Runs with the catalog brought up to what is on disk, and with nobody else at it. */
    interface Exclusive {
        void run(Work work);

        @FunctionalInterface
        interface Work {
            void on(FileCatalog catalog, Watcher watcher);
        }
    }

    private record Undo(Path path, Optional<Bytes> before) {}

    /** A commit that is in its place, and what came of it. */
    private record Made(Prepared commit, Committed now) {}

    /** A commit whose new contents are written, none where a file goes. */
    private record Prepared(Request request, List<Optional<Staged>> staged) {

        void discard() {
            staged.forEach(file -> file.ifPresent(Staged::discard));
        }
    }

    private final Path folder;
    private final int mostBytes;
    private final Exclusive exclusive;
    private Optional<WriteLog> log = Optional.empty();
    private Optional<SpareFiles> spares = Optional.empty();
    private boolean opened;
    private boolean asleep;

    FileCommits(Path folder, int mostBytes, Exclusive exclusive) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.exclusive = exclusive;
    }

    private Prepared prepare(Request request) throws StoreException {
        boolean logged = log().filter(open -> open.takes(request.files())).isPresent();
        var prepared = new Prepared(request, new ArrayList<>(request.files().size()));
        try {
            for (FileChange change : request.files()) {
                prepared.staged().add(change.content().isPresent()
                        ? Optional.of(stage(path(change), change.content().get(), logged))
                        : Optional.empty());
            }
            return prepared;
        } catch (StoreException | RuntimeException refused) {
            prepared.discard();
            throw refused;
        }
    }

    private Staged stage(Path path, Bytes content, boolean logged) throws StoreException {
        var spare = logged ? spares.flatMap(files -> files.stage(path, content)) : Optional.<Staged>empty();
        if (spare.isPresent()) {
            return spare.get();
        }
        try {
            return StagedFile.write(path, content, !logged);
        } catch (StoreException refused) {
            if (refused.kind() != Kind.NO_SPACE || spares.isEmpty()) {
                throw refused;
            }
            sleep();
            return StagedFile.write(path, content, !logged);
        }
    }

    /** Opened when something is written for the first time. */
    private Optional<WriteLog> log() {
        if (!opened && Files.isDirectory(folder)) {
            opened = true;
            log = WriteLog.open(folder, LOG_BYTES, () -> spares.map(SpareFiles::settling).orElse(() -> { }));
            asleep = true;
        }
        if (asleep && log.isPresent()) {
            asleep = false;
            spares = SpareFiles.open(folder);
        }
        return log;
    }

    @Override
    public void write(List<Request> batch) {
        var ready = new ArrayList<Prepared>(batch.size());
        try {
            for (Request request : batch) {
                try {
                    ready.add(prepare(request));
                } catch (StoreException refused) {
                    request.refuse(refused);
                }
            }
            place(ready);
        } finally {
            ready.forEach(Prepared::discard);
        }
    }

    private void place(List<Prepared> ready) {
        var made = new ArrayList<Made>(ready.size());
        Set<Path> touched = new LinkedHashSet<>();
        exclusive.run((catalog, watcher) -> {
            for (Prepared commit : ready) {
                try {
                    made.add(new Made(commit, make(commit, catalog, watcher, touched)));
                } catch (StoreException refused) {
                    commit.request().refuse(refused);
                }
            }
        });
        try {
            makeDurable(made.stream().map(Made::commit).toList(), touched);
            made.forEach(one -> one.commit().request().done().complete(one.now()));
        } catch (IOException failed) {
            made.forEach(one -> one.commit().request().refuse(new StoreException(Kind.FAILED, "the change was made and is served, but the disk did not "
                    + "confirm it, so it may be lost if the power fails: " + failed.getMessage(), failed)));
        }
    }

    private void makeDurable(List<Prepared> made, Set<Path> touched) throws IOException {
        var open = logHere();
        var logged = open.isEmpty() ? List.<Prepared>of() : made.stream().filter(commit -> open.get().takes(commit.request().files())).toList();
        if (!logged.isEmpty()) {
            try {
                open.get().append(logged.stream().map(commit -> commit.request().files()).toList(), touched);
                open.get().settleAfter(LOGGED);
                if (logged.size() < made.size()) {
                    force(made.stream().filter(commit -> !open.get().takes(commit.request().files())).toList(), touched);
                }
                return;
            } catch (IOException refused) {
                abandonLog();
            }
        }
        force(made, touched);
    }

    private void force(List<Prepared> alone, Set<Path> touched) throws IOException {
        try {
            for (Prepared commit : alone) {
                for (Optional<Staged> file : commit.staged()) {
                    if (file.isPresent()) {
                        file.get().force();
                    }
                }
            }
            for (Path path : touched) {
                StagedFile.force(path);
            }
        } catch (NoSuchFileException removedSince) {
            FileSystemSync.force(folder);
        }
    }

    /** The log, in the folder that this path leads to now. */
    private Optional<WriteLog> logHere() {
        if (log().filter(open -> !open.isIn(folder)).isPresent()) {
            abandonLog();
            opened = false;
        }
        return log();
    }

    /** From now on every file is forced by itself. Where what the log holds cannot be forced, the log stays for the next start. */
    private void abandonLog() {
        var failed = log;
        log = Optional.empty();
        sleep();
        if (failed.isPresent()) {
            try {
                failed.get().close();
            } catch (IOException stuck) {
                return;
            }
        }
    }

    @Override
    public void rest() {
        if (log.isPresent()) {
            try {
                log.get().settle();
            } catch (IOException later) {
                // The records stay; the next append or close tries again.
                return;
            }
        }
    }

    @Override
    public void sleep() {
        spares.ifPresent(SpareFiles::close);
        spares = Optional.empty();
        asleep = true;
    }

    @Override
    public void close() {
        abandonLog();
    }

    private Path path(FileChange change) {
        return folder.resolve(change.name().substring(1));
    }

    private Committed make(Prepared commit, FileCatalog catalog, Watcher watcher, Set<Path> touched) throws StoreException {
        var request = commit.request();
        long revision = catalog.catalog().revision();
        if (request.ifRevision().isPresent() && request.ifRevision().getAsLong() != revision) {
            throw FileChange.conflict(request.ifRevision().getAsLong(), revision);
        }
        for (FileChange change : request.files()) {
            if (change.content().isPresent() && catalog.isTooMany(path(change))) {
                throw new StoreException(Kind.FAILED, "open " + path(change) + ": the folder already holds the most files that are read of it");
            }
        }
        var undo = new ArrayList<Undo>();
        var changed = new ArrayList<Changed>();
        int replaced = 0;
        try {
            for (int i = 0; i < request.files().size(); i++) {
                var change = request.files().get(i);
                changed.add(change.changed(before(change, catalog, request.files().size() > 1, undo)));
                touched.add(replace(path(change), commit.staged().get(i)));
                replaced++;
            }
        } catch (StoreException failed) {
            throw undone(undo.subList(0, Math.min(replaced, undo.size())), failed);
        }
        for (int i = 0; i < request.files().size(); i++) {
            var change = request.files().get(i);
            catalog.written(path(change), change.content(), commit.staged().get(i).flatMap(Staged::looks), watcher);
        }
        return new Committed(catalog.commit(), request.by(), changed);
    }

    /** What an audit says of the file as it is; notes how to restore it where other changes of the same commit may fail. */
    private Optional<Version> before(FileChange change, FileCatalog catalog, boolean more, List<Undo> undo) throws StoreException {
        var path = path(change);
        var known = more ? Optional.<Version>empty() : catalog.told(path);
        if (known.isPresent()) {
            return known;
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(Kind.BAD_NAME, (change.content().isPresent() ? "open " : "remove ") + path + ": is a directory");
        }
        return switch (FileContent.read(path, mostBytes)) {
            case Parsed.Good<Bytes>(Bytes content) -> {
                undo.add(new Undo(path, Optional.of(content)));
                yield Optional.of(change.told(content));
            }
            case Parsed.Bad<Bytes> unreadable -> {
                undo.add(new Undo(path, Optional.empty()));
                yield Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Optional.of(Version.of(unreadable.message())) : Optional.empty();
            }
        };
    }

    /** Puts content in place, or removes the file where there is none; returns the folder that is changed. */
    private Path replace(Path path, Optional<Staged> content) throws StoreException {
        if (content.isPresent()) {
            content.get().place();
            return content.get().folder();
        }
        try {
            if (spares.filter(files -> files.remove(path)).isEmpty()) {
                Files.delete(path);
            }
            return path.getParent();
        } catch (IOException failed) {
            throw DiskTrouble.of(failed, "remove " + path, path.getParent());
        }
    }

    private static StoreException undone(List<Undo> undo, StoreException because) {
        for (Undo one : undo.reversed()) {
            try {
                if (one.before().isPresent()) {
                    StagedFile.write(one.path(), one.before().get(), true).place();
                } else {
                    Files.deleteIfExists(one.path());
                }
            } catch (StoreException | IOException stuck) {
                because.addSuppressed(stuck);
                return new StoreException(Kind.FAILED, because.getMessage() + "; and " + one.path()
                        + ", which was changed before, could not be restored: " + stuck.getMessage(), because);
            }
        }
        return because;
    }
}
