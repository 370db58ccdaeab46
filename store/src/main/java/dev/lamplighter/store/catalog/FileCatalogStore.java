package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Matchbox's data folder. Groups and profiles are in memory, and each call first asks the kernel whether anything has changed: one read that
 * does not wait. Only changed files are read again. A folder that is missing is an empty catalog, and it is noticed when it appears.
 */
public final class FileCatalogStore implements CatalogStore {

    private final Path folder;
    private final FileCatalogSettings settings;
    private final Events events;

    private final ReentrantLock lock = new ReentrantLock();
    private final DataFolders folders;
    private final Templates templates;
    private final FileCatalog memory;
    private final DiskChanges changes;
    private final TemplateLook templateLook;
    private final CatalogLooker looker;
    private final FileCommits writer;
    private final CommitQueue commits;

    private Watcher watcher;
    private Changes pending = Changes.EVERYTHING;
    private boolean closed;

    /** Set while the lock is held for longer than a look at the kernel's queue takes. */
    private volatile boolean reading;

    /** Reads what is there; {@code folder} need not exist. */
    public FileCatalogStore(Path folder, FileCatalogSettings settings, Events events) {
        this(folder, settings, events, settings.inotify() ? InotifyWatcher::new : data -> new PollingWatcher(), RemoteFolder::is);
    }

    FileCatalogStore(Path folder, FileCatalogSettings settings, Events events, Watcher.Opening opening, Predicate<Path> remoteFolder) {
        this.folder = folder.toAbsolutePath();
        this.settings = settings;
        this.events = events;
        this.folders = new DataFolders(this.folder, remoteFolder);
        this.templates = new Templates(settings);
        this.changes = new DiskChanges(this.folder, events);
        this.templateLook = new TemplateLook(this.folder, this::alone, changes);
        this.memory = new FileCatalog(folders, templates, settings, events, changes, templateLook::written);
        WriteLogRecovery.run(this.folder, events);
        this.watcher = open(opening);
        long read = current().revision();
        changes.begin();
        this.writer = new FileCommits(this.folder, settings.mostFileBytes(), this::exclusively);
        this.commits = new CommitQueue(writer);
        this.looker = new CatalogLooker(this::look, read, settings.checkEvery(), this.folder.toString(), events);
        Leftovers.removeFrom(this.folder);
    }

    private Watcher open(Watcher.Opening opening) {
        try {
            return opening.open(folder);
        } catch (CannotWatch refused) {
            return poll(refused);
        }
    }

    private Watcher poll(CannotWatch refused) {
        events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "catalog-polling",
                "changes in " + folder + " are found by looking at every file for each request, which is slow: " + refused.getMessage()));
        return new PollingWatcher();
    }

    @Override
    public Catalog current() {
        return upToDate(memory::catalog);
    }

    /** Answers once memory is brought up to what is on disk. */
    private <T> T upToDate(Supplier<T> answer) {
        lock.lock();
        try {
            catchUp();
            return answer.get();
        } finally {
            reading = false;
            lock.unlock();
        }
    }

    @Override
    public Optional<Catalog> currentIfReady() {
        return ifReady(() -> Optional.of(memory.catalog()));
    }

    @Override
    public Template template(TemplateKind kind, String name) {
        var file = DataName.template(kind, name);
        var path = file.flatMap(memory::path);
        if (path.isEmpty()) {
            return impossible(kind, name);
        }
        return upToDate(() -> templates.ifSure(path.get()).orElseGet(() -> {
            reading = true;
            return load(path.get(), file.get().substring(1));
        }));
    }

    @Override
    public Optional<Template> templateIfReady(TemplateKind kind, String name) {
        var path = DataName.template(kind, name).flatMap(memory::path);
        if (path.isEmpty()) {
            return Optional.of(impossible(kind, name));
        }
        return ifReady(() -> templates.ifSure(path.get()));
    }

    /** Asks the kernel, and answers only where nothing has changed. Spins at most for as long as another such look takes. */
    private <T> Optional<T> ifReady(Supplier<Optional<T>> answer) {
        while (!lock.tryLock()) {
            if (reading) {
                return Optional.empty();
            }
            Thread.onSpinWait();
        }
        try {
            if (!closed) {
                pending = pending.and(watcher.drain());
            }
            return pending.isEmpty() ? answer.get() : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private static Template impossible(TemplateKind kind, String name) {
        return new Template.Missing(new Reason("template-missing",
                kind.folder() + "/" + name + " is no name of a file here (a NUL, or a letter that this process's locale does not have)"));
    }

    private Template load(Path path, String name) {
        if (path.equals(folders.groups()) || path.equals(folders.profiles())) {
            return new Template.Missing(new Reason("template-missing", name + " is a folder"));
        }
        if (closed) {
            return new Template.Missing(new Reason("template-missing", name + " is not read any more: the store is closed"));
        }
        Template template;
        try {
            template = templates.load(path, name, watcher);
        } catch (CannotWatch refused) {
            fallBack(refused);
            return load(path, name);
        }
        templates.shrink().stream().filter(dropped -> !templates.holds(dropped) && !memory.follows(dropped)).forEach(watcher::forget);
        return template;
    }

    private void fallBack(CannotWatch refused) {
        watcher.close();
        watcher = poll(refused);
        pending = Changes.EVERYTHING;
    }

    /** Brings memory up to what is on disk. The lock is held. What could not be taken in stays pending. */
    private void catchUp() {
        if (closed) {
            return;
        }
        pending = pending.and(watcher.drain());
        while (!pending.isEmpty()) {
            reading = true;
            try {
                memory.apply(pending, watcher);
                pending = Changes.NONE;
            } catch (CannotWatch refused) {
                fallBack(refused);
            }
        }
    }

    @Override
    public Stored<Group> group(String id) {
        return stored("groups", id + ".json", memory::group, GroupFile::parse);
    }

    @Override
    public Stored<Profile> profile(String id) {
        return stored("profiles", id + ".json", memory::profile, ProfileFile::parse);
    }

    @Override
    public Stored<Bytes> content(TemplateKind kind, String name) {
        return stored(kind.folder(), name, path -> Optional.empty(), Parsed.Good::new);
    }

    @Override
    public Optional<Group> groupIfReady(String id) {
        return goodIfReady("groups", id + ".json", memory::group);
    }

    @Override
    public Optional<Profile> profileIfReady(String id) {
        return goodIfReady("profiles", id + ".json", memory::profile);
    }

    private <T> Optional<T> goodIfReady(String kind, String name, Function<Path, Optional<Parsed<T>>> known) {
        Path path;
        try {
            path = managed(DataName.managed(kind, name, "open " + folder));
        } catch (StoreException refused) {
            return Optional.empty();
        }
        return ifReady(() -> known.apply(path)).flatMap(Parsed::good);
    }

    @Override
    public List<TemplateSummary> templates(TemplateKind kind) throws StoreException {
        return TemplateFolder.list(folder.resolve(kind.folder()));
    }

    private <T> Stored<T> stored(String kind, String name, Function<Path, Optional<Parsed<T>>> known, Function<Bytes, Parsed<T>> parser) {
        Path path;
        try {
            path = managed(DataName.managed(kind, name, "open " + folder));
        } catch (StoreException refused) {
            return new Stored.Broken<>(new Reason("bad-name", refused.getMessage()));
        }
        return switch (upToDate(() -> known.apply(path)).orElse(new Parsed.Bad<>(0, 0, ""))) {
            case Parsed.Good<T>(T value) -> new Stored.Found<>(value);
            case Parsed.Bad<T> look -> StoredFile.read(path, kind, settings.mostFileBytes(), parser);
        };
    }

    private Path managed(String name) throws StoreException {
        return memory.path(name).orElseThrow(() -> new StoreException(StoreException.Kind.BAD_NAME, "invalid character in file path"));
    }

    @Override
    public CompletableFuture<Committed> begin(List<Change> changes, OptionalLong ifRevision, Actor by) {
        var files = new ArrayList<FileChange>(changes.size());
        try {
            for (Change change : changes) {
                var file = FileChange.of(change, folder.toString(), settings.mostFileBytes());
                managed(file.name());
                files.add(file);
            }
        } catch (StoreException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return commits.begin(files, ifRevision, by).thenApply(committed -> {
            looker.nudge();
            return committed;
        });
    }

    /** Nothing is read or written beside {@code work}. */
    private void alone(Runnable work) {
        lock.lock();
        try {
            reading = true;
            work.run();
        } finally {
            reading = false;
            lock.unlock();
        }
    }

    private void exclusively(FileCommits.Exclusive.Work work) {
        upToDate(() -> {
            reading = true;
            work.on(memory, watcher);
            return true;
        });
    }

    @Override
    public Subscription watch(Consumer<Catalog> listener) {
        return looker.listen(listener);
    }

    /** Sees what the kernel does not tell: a file system mounted over a folder, and what others write to a remote one. */
    private Catalog look() {
        templateLook.look();
        var now = folders.places();
        return upToDate(() -> {
            if (folders.mayDiffer(now)) {
                pending = pending.and(Changes.EVERYTHING);
                catchUp();
            }
            return memory.catalog();
        });
    }

    @Override
    public void close() {
        looker.close();
        commits.close();
        writer.close();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                watcher.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
