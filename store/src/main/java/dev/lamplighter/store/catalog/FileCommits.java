package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import dev.lamplighter.store.catalog.CommitQueue.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes commits to the data folder. First all new content is written beside its place and forced to the disk, at once for many; then, one
 * commit after the other and under the catalog's lock, it is put in place; then the folders are forced. A commit that fails is undone.
 */
final class FileCommits {

    /** Runs with the catalog brought up to what is on disk, and with nobody else at it. */
    interface Exclusive {
        void run(Work work);

        @FunctionalInterface
        interface Work {
            void on(FileCatalog catalog, Watcher watcher);
        }
    }

    private record Staged(Request request, List<Optional<StagedFile>> files) {}

    private record Undo(Path path, Optional<Bytes> before) {}

    private final Path folder;
    private final int mostBytes;
    private final Exclusive exclusive;

    FileCommits(Path folder, int mostBytes, Exclusive exclusive) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.exclusive = exclusive;
    }

    /** Completes all of {@code batch}. Runs on one thread at a time. */
    void write(List<Request> batch) {
        var staged = stage(batch);
        try {
            var made = new LinkedHashMap<Request, Committed>();
            Set<Path> touched = new LinkedHashSet<>();
            exclusive.run((catalog, watcher) -> {
                for (Staged one : staged) {
                    try {
                        made.put(one.request(), make(one, catalog, watcher, touched));
                    } catch (StoreException refused) {
                        one.request().done().completeExceptionally(refused);
                    }
                }
            });
            finish(made, touched);
        } finally {
            staged.forEach(one -> one.files().forEach(file -> file.ifPresent(StagedFile::discard)));
        }
    }

    private static void finish(Map<Request, Committed> made, Set<Path> touched) {
        try {
            for (Path path : touched) {
                StagedFile.force(path);
            }
            made.forEach((request, committed) -> request.done().complete(committed));
        } catch (StoreException failed) {
            made.keySet().forEach(request -> request.done().completeExceptionally(new StoreException(Kind.FAILED,
                    failed.getMessage() + "; the change was made, but may be lost if the power fails", failed)));
        }
    }

    private List<Staged> stage(List<Request> batch) {
        long files = batch.stream().mapToLong(request -> request.files().size()).sum();
        var staged = new ArrayList<Staged>();
        if (files == 1) {
            stage(batch.getFirst()).ifPresent(staged::add);
            return staged;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = new ArrayList<Future<Optional<Staged>>>();
            batch.forEach(request -> parts.add(threads.submit(() -> stage(request))));
            for (var part : parts) {
                part.get().ifPresent(staged::add);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the store was closed", closing);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return staged;
    }

    private Optional<Staged> stage(Request request) {
        var files = new ArrayList<Optional<StagedFile>>();
        try {
            for (FileChange change : request.files()) {
                files.add(change.content().isPresent() ? Optional.of(StagedFile.write(path(change), change.content().get())) : Optional.empty());
            }
            return Optional.of(new Staged(request, files));
        } catch (StoreException | RuntimeException refused) {
            files.forEach(file -> file.ifPresent(StagedFile::discard));
            request.done().completeExceptionally(refused);
            return Optional.empty();
        }
    }

    private Path path(FileChange change) {
        return folder.resolve(change.name().substring(1));
    }

    private Committed make(Staged staged, FileCatalog catalog, Watcher watcher, Set<Path> touched) throws StoreException {
        var request = staged.request();
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
        try {
            for (int i = 0; i < staged.files().size(); i++) {
                var change = request.files().get(i);
                changed.add(change.changed(before(change, catalog, request.files().size() > 1, undo)));
                touched.add(replace(path(change), staged.files().get(i)));
            }
        } catch (StoreException failed) {
            throw undone(undo.subList(0, changed.size()), failed);
        }
        for (FileChange change : request.files()) {
            catalog.written(path(change), change.content(), watcher);
        }
        return new Committed(catalog.commit(), request.by(), changed);
    }

    /** What an audit says of the file as it is; notes how to restore it where other changes of the same commit may fail. */
    private Optional<String> before(FileChange change, FileCatalog catalog, boolean more, List<Undo> undo) throws StoreException {
        var path = path(change);
        var known = more ? Optional.<String>empty() : catalog.told(path);
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
                yield Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Optional.of(unreadable.message()) : Optional.empty();
            }
        };
    }

    /** Puts content in place, or removes the file where there is none; returns the folder that is changed. */
    private static Path replace(Path path, Optional<StagedFile> content) throws StoreException {
        if (content.isPresent()) {
            content.get().place();
            return content.get().folder();
        }
        try {
            Files.delete(path);
            return path.getParent();
        } catch (IOException failed) {
            throw DiskTrouble.of(failed, "remove " + path, path.getParent());
        }
    }

    private static StoreException undone(List<Undo> undo, StoreException because) {
        for (Undo one : undo.reversed()) {
            try {
                if (one.before().isPresent()) {
                    StagedFile.write(one.path(), one.before().get()).place();
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
