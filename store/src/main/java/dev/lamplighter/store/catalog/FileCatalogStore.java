package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Matchbox's data folder. Groups and profiles are in memory, and each call first asks the kernel whether anything has changed: one read that
 * does not wait. Only changed files are read again. A folder that is missing is an empty catalog, and it is noticed when it appears.
 */
public final class FileCatalogStore implements CatalogStore {

    private final Path folder;
    private final Path groupsFolder;
    private final Path profilesFolder;
    private final FileCatalogSettings settings;
    private final Events events;

    private final ReentrantLock lock = new ReentrantLock();
    private final JsonFiles<Group> groups;
    private final JsonFiles<Profile> profiles;
    private final JsonFiles<Profile> profilesElsewhere;
    private final Templates templates;
    private final Predicate<Path> remoteFolder;
    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private final Thread looking;

    private Watcher watcher;
    private Changes pending = Changes.EVERYTHING;
    private Catalog catalog = Catalog.empty();
    private List<Optional<Signature>> folders = List.of();
    private boolean remote;
    private boolean unpublished;
    private boolean closed;

    /** Set while the lock is held for longer than a look at the kernel's queue takes. */
    private volatile boolean reading;

    /** Reads what is there; {@code folder} need not exist. */
    public FileCatalogStore(Path folder, FileCatalogSettings settings, Events events) {
        this(folder, settings, events, settings.inotify() ? InotifyWatcher::new : data -> new PollingWatcher(), RemoteFolder::is);
    }

    FileCatalogStore(Path folder, FileCatalogSettings settings, Events events, Watcher.Opening opening, Predicate<Path> remoteFolder) {
        this.folder = folder.toAbsolutePath();
        this.groupsFolder = this.folder.resolve("groups");
        this.profilesFolder = this.folder.resolve("profiles");
        this.settings = settings;
        this.events = events;
        this.groups = new JsonFiles<>("group", GroupFile::parse, settings, events);
        this.profiles = new JsonFiles<>("profile", ProfileFile::parse, settings, events);
        this.profilesElsewhere = new JsonFiles<>("profile", ProfileFile::parse, settings, events);
        this.templates = new Templates(settings);
        this.remoteFolder = remoteFolder;
        this.watcher = open(opening);
        current();
        this.looking = Thread.ofVirtual().name("catalog").start(this::lookNowAndThen);
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
        lock.lock();
        try {
            catchUp();
            return catalog;
        } finally {
            reading = false;
            lock.unlock();
        }
    }

    @Override
    public Optional<Catalog> currentIfReady() {
        return ifReady(() -> Optional.of(catalog));
    }

    @Override
    public Template template(TemplateKind kind, String name) {
        var file = DataName.template(kind, name);
        var path = file.flatMap(this::path);
        if (path.isEmpty()) {
            return impossible(kind, name);
        }
        lock.lock();
        try {
            catchUp();
            var known = templates.ifSure(path.get());
            if (known.isPresent()) {
                return known.get();
            }
            reading = true;
            return load(path.get(), file.get().substring(1));
        } finally {
            reading = false;
            lock.unlock();
        }
    }

    @Override
    public Optional<Template> templateIfReady(TemplateKind kind, String name) {
        var path = DataName.template(kind, name).flatMap(this::path);
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

    private Optional<Path> path(String dataName) {
        try {
            return Optional.of(folder.resolve(dataName.substring(1)));
        } catch (InvalidPathException notInThisLocale) {
            return Optional.empty();
        }
    }

    private Template load(Path path, String name) {
        if (path.equals(groupsFolder) || path.equals(profilesFolder)) {
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
        templates.shrink().forEach(this::forget);
        return template;
    }

    private void forget(Path path) {
        if (!templates.holds(path) && !groups.followed().contains(path) && !profiles.followed().contains(path)
                && !profilesElsewhere.followed().contains(path)) {
            watcher.forget(path);
        }
    }

    private void fallBack(CannotWatch refused) {
        watcher.close();
        watcher = poll(refused);
        pending = Changes.EVERYTHING;
    }

    /** Brings memory up to what is on disk. The lock is held. What could not be taken in stays pending, and is published once it was. */
    private void catchUp() {
        if (closed) {
            return;
        }
        pending = pending.and(watcher.drain());
        while (!pending.isEmpty()) {
            reading = true;
            try {
                apply(pending);
                pending = Changes.NONE;
            } catch (CannotWatch refused) {
                unpublished = true;
                fallBack(refused);
            } catch (RuntimeException | Error failed) {
                unpublished = true;
                throw failed;
            }
        }
    }

    private void apply(Changes changes) throws CannotWatch {
        if (changes.everything()) {
            folders = signatures();
            remote = lookedAt().anyMatch(remoteFolder);
            unpublished |= groups.relist(groupsFolder, watcher);
            unpublished |= profiles.relist(profilesFolder, watcher);
            for (Path path : profilesElsewhere.followed()) {
                unpublished |= profilesElsewhere.refresh(path, watcher, true);
            }
            templates.doubtAll();
        }
        for (Path path : changes.paths()) {
            applyTo(path);
        }
        if (unpublished) {
            followElsewhere();
            publish();
            unpublished = false;
        }
    }

    private void applyTo(Path path) throws CannotWatch {
        templates.doubt(path);
        if (path.equals(groupsFolder)) {
            unpublished |= groups.relist(groupsFolder, watcher);
        } else if (path.equals(profilesFolder)) {
            unpublished |= profiles.relist(profilesFolder, watcher);
        } else if (path.toString().endsWith(".json")) {
            if (groupsFolder.equals(path.getParent())) {
                unpublished |= groups.refresh(path, watcher, false);
            } else if (profilesFolder.equals(path.getParent())) {
                unpublished |= profiles.refresh(path, watcher, false);
            }
        }
        if (profilesElsewhere.followed().contains(path)) {
            unpublished |= profilesElsewhere.refresh(path, watcher, true);
        }
    }

    /** Reads the profiles that groups name outside of the profiles folder itself: in a folder below it, or beside it. */
    private void followElsewhere() throws CannotWatch {
        var names = new HashSet<String>();
        groups.inService().values().forEach(group -> names.add(group.profile()));
        var named = new HashSet<Path>();
        for (String name : names) {
            DataName.profile(name).flatMap(this::path).filter(path -> !profilesFolder.equals(path.getParent())).ifPresent(named::add);
        }
        for (Path path : named) {
            if (!profilesElsewhere.followed().contains(path)) {
                profilesElsewhere.refresh(path, watcher, true);
            }
        }
        for (Path path : profilesElsewhere.followed()) {
            if (!named.contains(path)) {
                profilesElsewhere.drop(path, watcher);
                templates.doubt(path);
            }
        }
    }

    private void publish() {
        var named = new ArrayList<NamedGroup>();
        groups.inService().forEach((path, group) -> named.add(new NamedGroup(path.getFileName().toString(), group)));
        Map<String, Profile> byName = new HashMap<>();
        profilesElsewhere.inService().forEach((path, profile) -> byName.put("/" + folder.relativize(path), profile));
        profiles.inService().forEach((path, profile) -> byName.put("/" + folder.relativize(path), profile));
        catalog = new Catalog(catalog.revision() + 1, named, byName);
    }

    @Override
    public Committed commit(List<Change> changes, OptionalLong ifRevision, Actor by) throws StoreException {
        lock.lock();
        try {
            reading = true;
            catchUp();
            if (ifRevision.isPresent() && ifRevision.getAsLong() != catalog.revision()) {
                throw FileChange.conflict(ifRevision.getAsLong(), catalog.revision());
            }
            var files = new ArrayList<FileChange>();
            for (Change change : changes) {
                files.add(FileChange.of(change, folder.toString(), settings.mostFileBytes()));
            }
            var done = new ArrayList<Changed>();
            for (FileChange file : files) {
                done.add(make(file));
            }
            unpublished = true;
            pending = Changes.EVERYTHING;
            catchUp();
            return new Committed(catalog, by, done);
        } finally {
            reading = false;
            lock.unlock();
        }
    }

    private Changed make(FileChange change) throws StoreException {
        var path = managed(change.name());
        var before = FileContent.read(path, settings.mostFileBytes()) instanceof Parsed.Good<Bytes>(Bytes content)
                ? Optional.of(content) : Optional.<Bytes>empty();
        if (change.content().isPresent()) {
            var staged = StagedFile.write(path, change.content().get(), "open " + path);
            try {
                staged.place();
                StagedFile.force(staged.folder(), "open " + path);
            } finally {
                staged.discard();
            }
        } else {
            try {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new StoreException(StoreException.Kind.BAD_NAME, "remove " + path + ": is a directory");
                }
                Files.delete(path);
            } catch (IOException failed) {
                throw DiskTrouble.of(failed, "remove " + path, path.getParent());
            }
            StagedFile.force(path.getParent(), "remove " + path);
        }
        return change.changed(before);
    }

    private Path managed(String name) throws StoreException {
        return path(name).orElseThrow(() -> new StoreException(StoreException.Kind.BAD_NAME, "invalid character in file path"));
    }

    @Override
    public Stored<Group> group(String id) {
        return stored("groups", id + ".json", GroupFile::parse);
    }

    @Override
    public Stored<Profile> profile(String id) {
        return stored("profiles", id + ".json", ProfileFile::parse);
    }

    @Override
    public Stored<Bytes> content(TemplateKind kind, String name) {
        return stored(kind.folder(), name, Parsed.Good::new);
    }

    private <T> Stored<T> stored(String kind, String name, Function<Bytes, Parsed<T>> parser) {
        Path path;
        try {
            path = managed(DataName.managed(kind, name, "open " + folder));
        } catch (StoreException refused) {
            return new Stored.Broken<>(new Reason("bad-name", refused.getMessage()));
        }
        if (!Files.exists(path)) {
            return new Stored.Missing<>("open " + path + ": no such file or directory");
        }
        return switch (FileContent.read(path, settings.mostFileBytes())) {
            case Parsed.Good<Bytes>(Bytes content) -> parser.apply(content).stored("bad-" + kind);
            case Parsed.Bad<Bytes> bad -> new Stored.Broken<>(new Reason("unreadable", "open " + path + ": " + bad.message()));
        };
    }

    @Override
    public Subscription watch(Consumer<Catalog> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private List<Optional<Signature>> signatures() {
        return lookedAt().map(FileCatalogStore::signature).toList();
    }

    /** The data folder and the folders in it; each may be a link or a file system of its own. */
    private Stream<Path> lookedAt() {
        return Stream.concat(Stream.of(folder, groupsFolder, profilesFolder),
                Stream.of(TemplateKind.values()).map(kind -> folder.resolve(kind.folder())));
    }

    /** A folder that cannot be looked at counts as another one, so that it is looked at again when it can be. */
    private static Optional<Signature> signature(Path folder) {
        try {
            return Signature.of(folder);
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** Sees what the kernel does not tell: a file system mounted over a folder, and what others write to a remote one. */
    private void lookNowAndThen() {
        long told = catalog().revision();
        String failure = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(settings.checkEvery());
            } catch (InterruptedException closing) {
                return;
            }
            try {
                suspect();
                var now = current();
                failure = "";
                if (now.revision() != told) {
                    told = now.revision();
                    listeners.forEach(listener -> tell(listener, now));
                }
            } catch (RuntimeException failed) {
                if (!failure.equals(failed.toString())) {
                    failure = failed.toString();
                    events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, "catalog-look",
                            "changes in " + folder + " could not be taken in, which is tried again: " + failure));
                }
            }
        }
    }

    private Catalog catalog() {
        lock.lock();
        try {
            return catalog;
        } finally {
            lock.unlock();
        }
    }

    private void suspect() {
        var now = signatures();
        lock.lock();
        try {
            boolean replaced = now.size() != folders.size();
            for (int i = 0; i < now.size() && !replaced; i++) {
                replaced = !now.get(i).map(Signature::place).equals(folders.get(i).map(Signature::place));
            }
            if (remote || replaced) {
                pending = pending.and(Changes.EVERYTHING);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(Consumer<Catalog> listener, Catalog now) {
        try {
            listener.accept(now);
        } catch (RuntimeException failed) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, "catalog-listener",
                    "a change of the catalog could not be told on: " + failed));
        }
    }

    @Override
    public void close() {
        looking.interrupt();
        try {
            looking.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
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
