package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Version;
import dev.lamplighter.store.catalog.ObjectFiles.Told;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The data folder in memory: takes in what has changed and makes each catalog out of the one before. Not safe for several threads at once.
 * What was taken in when a call fails is in the next catalog.
 */
final class FileCatalog {

    private final DataFolders folders;
    private final FileCatalogSettings settings;
    private final ObjectFiles<Group> groups;
    private final ObjectFiles<OwnGroup> ownGroups;
    private final ObjectFiles<Profile> profiles;
    private final ObjectFiles<Profile> profilesElsewhere;
    private final MachineFiles machines;
    private final Templates templates;
    private final DiskChanges onDisk;
    private final BiConsumer<Path, Optional<Bytes>> writing;
    private final Optional<FileCalls> calls = FileCalls.here();

    /** How many groups name a profile that is not in the profiles folder itself, by the path where it is. */
    private final Map<Path, Integer> namedElsewhere = new HashMap<>();

    private Catalog published = Catalog.empty();
    private Catalog next = published;

    /** {@code writing} hears of what we write ourselves. */
    FileCatalog(DataFolders folders, Templates templates, FileCatalogSettings settings, Events events, DiskChanges onDisk, BiConsumer<Path, Optional<Bytes>> writing) {
        this.folders = folders;
        this.settings = settings;
        this.templates = templates;
        this.onDisk = onDisk;
        this.writing = writing;
        this.groups = new ObjectFiles<>("group", ".json", GroupFile::parse, settings, events, new Told<>(AuditText::of, onDisk, true),
                (path, group) -> serves(name(path), group.map(found -> new NamedGroup(name(path), found))));
        this.ownGroups = new ObjectFiles<>("group", ".yaml", OwnGroupFile::parse, settings, events, new Told<>(AuditText::of, onDisk, true),
                (path, group) -> serves(name(path), group.map(found -> new OwnGroup(name(path), found.group(), found.patterns()))));
        this.profiles = new ObjectFiles<>("profile", ".json", ProfileFile::parse, settings, events, new Told<>(AuditText::of, onDisk, true), this::serves);
        this.machines = new MachineFiles(folders.machines(), settings, events, onDisk);
        this.profilesElsewhere = new ObjectFiles<>("profile", ".json", ProfileFile::parse, settings, events, new Told<>(AuditText::of, onDisk, false), this::serves);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** What was published last. */
    Catalog catalog() {
        return published;
    }

    Optional<Path> path(String dataName) {
        try {
            return Optional.of(folders.folder().resolve(dataName.substring(1)));
        } catch (InvalidPathException notInThisLocale) {
            return Optional.empty();
        }
    }

    /** Reads what may have changed. */
    void apply(Changes changes, Watcher watcher) throws CannotWatch {
        if (changes.everything()) {
            folders.remember();
            relistGroups(watcher);
            relistProfiles(watcher);
            machines.relist(watcher);
            for (Path path : profilesElsewhere.followed()) {
                profilesElsewhere.refresh(path, watcher, true);
            }
            templates.doubtAll();
        }
        for (Path path : changes.paths()) {
            applyTo(path, changes.moved().contains(path), watcher);
        }
        followElsewhere(watcher);
        onDisk.done();
        machines.ifChanged().ifPresent(declared -> next = next.withMachines(declared));
        if (next != published) {
            publish();
        }
    }

    private void relistGroups(Watcher watcher) throws CannotWatch {
        watcher.followFolder(folders.groups());
        var listing = FolderListing.of(folders.groups(), settings.mostFiles(), List.of(".json", ".yaml"));
        groups.report(folders.groups(), listing.trouble());
        groups.relist(listing, watcher);
        ownGroups.relist(listing, watcher);
    }

    private void relistProfiles(Watcher watcher) throws CannotWatch {
        watcher.followFolder(folders.profiles());
        var listing = FolderListing.of(folders.profiles(), settings.mostFiles(), List.of(".json"));
        profiles.report(folders.profiles(), listing.trouble());
        profiles.relist(listing, watcher);
    }

    private void applyTo(Path path, boolean onlyMoved, Watcher watcher) throws CannotWatch {
        if (onlyMoved && isAsWeWroteIt(path)) {
            return;
        }
        templates.doubt(path);
        if (path.equals(folders.groups())) {
            relistGroups(watcher);
        } else if (path.equals(folders.profiles())) {
            relistProfiles(watcher);
        } else if (path.equals(folders.machines())) {
            machines.relist(watcher);
        } else if (folders.machines().equals(path.getParent())) {
            machines.refresh(path, watcher);
        } else if (folders.groups().equals(path.getParent())) {
            if (groups.takes(path)) {
                groups.refresh(path, watcher, false);
            } else if (ownGroups.takes(path)) {
                ownGroups.refresh(path, watcher, false);
            }
        } else if (folders.profiles().equals(path.getParent()) && profiles.takes(path)) {
            profiles.refresh(path, watcher, false);
        }
        if (profilesElsewhere.follows(path)) {
            profilesElsewhere.refresh(path, watcher, true);
        }
    }

    /** Whether the events are those of our own write: the file that we put there is there, and nobody has written to it. */
    private boolean isAsWeWroteIt(Path path) {
        var ours = groups.ours(path).or(() -> profiles.ours(path));
        return ours.isPresent() && calls.flatMap(look -> look.look(path)).filter(now -> now.isStill(ours.get())).isPresent();
    }

    private void serves(String file, Optional<Candidate> group) {
        next.candidate(file).ifPresent(old -> countElsewhere(old.group().profile(), -1));
        group.ifPresent(now -> countElsewhere(now.group().profile(), 1));
        next = group.map(next::withGroup).orElseGet(() -> next.withoutGroup(file));
    }

    private void serves(Path path, Optional<Profile> profile) {
        String file = "/" + folders.folder().relativize(path);
        next = profile.map(found -> next.withProfile(file, found)).orElseGet(() -> next.withoutProfile(file));
    }

    /** Only a name with a slash can lead out of the profiles folder itself. */
    private void countElsewhere(String profile, int more) {
        if (profile.indexOf('/') >= 0) {
            DataName.profile(profile).flatMap(this::path).filter(path -> !folders.profiles().equals(path.getParent()))
                    .ifPresent(path -> namedElsewhere.merge(path, more, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b)));
        }
    }

    /** Reads the profiles that groups name outside of the profiles folder itself: in a folder below it, or beside it. */
    private void followElsewhere(Watcher watcher) throws CannotWatch {
        for (Path path : namedElsewhere.keySet()) {
            if (!profilesElsewhere.follows(path)) {
                profilesElsewhere.refresh(path, watcher, true);
            }
        }
        for (Path path : profilesElsewhere.followed()) {
            if (!namedElsewhere.containsKey(path)) {
                profilesElsewhere.drop(path, watcher);
                templates.doubt(path);
            }
        }
    }

    private void publish() {
        published = next.withRevision(published.revision() + 1);
        next = published;
    }

    /** Takes in what we have just written to {@code path} ourselves, or that it is gone. {@code looks} is the file there, where that is known. */
    void written(Path path, Optional<Bytes> content, Optional<FileCalls.Facts> looks, Watcher watcher) {
        templates.doubt(path);
        writing.accept(path, content);
        if (folders.groups().equals(path.getParent()) && groups.takes(path)) {
            content.ifPresentOrElse(bytes -> groups.written(path, bytes, looks), () -> groups.drop(path, watcher));
        } else if (folders.profiles().equals(path.getParent()) && profiles.takes(path)) {
            content.ifPresentOrElse(bytes -> profiles.written(path, bytes, looks), () -> profiles.drop(path, watcher));
        } else if (profilesElsewhere.follows(path)) {
            content.ifPresentOrElse(bytes -> profilesElsewhere.written(path, bytes, looks), () -> profilesElsewhere.drop(path, watcher));
        }
    }

    /** Publishes what was written, as a later revision in any case. */
    Catalog commit() {
        publish();
        return published;
    }

    /** What an audit says of a group or profile, if it is known and sound. */
    Optional<Version> told(Path path) {
        return groups.told(path).or(() -> profiles.told(path));
    }

    /** Whether {@code path} would be a file more than are read of its folder. */
    boolean isTooMany(Path path) {
        return (folders.groups().equals(path.getParent()) && groups.isTooMany(path))
                || (folders.profiles().equals(path.getParent()) && profiles.isTooMany(path));
    }

    boolean follows(Path path) {
        return groups.follows(path) || ownGroups.follows(path) || profiles.follows(path) || profilesElsewhere.follows(path) || machines.follows(path);
    }

    /** What is known of a file in the groups folder itself. */
    Optional<Parsed<Group>> group(Path path) {
        return groups.known(path);
    }

    /** What is known of a file in the profiles folder itself. */
    Optional<Parsed<Profile>> profile(Path path) {
        return profiles.known(path);
    }
}
