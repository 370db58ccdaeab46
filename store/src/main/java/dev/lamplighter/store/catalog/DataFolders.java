package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The data folder and the folders in it. Each may be a link, or a file system of its own that is mounted over it or written to by others,
 * which the kernel does not tell.
 */
final class DataFolders {

    private final Path folder;
    private final Path groups;
    private final Path profiles;
    private final Path machines;
    private final Predicate<Path> remoteFolder;
    private List<Optional<Signature.Place>> known = List.of();
    private boolean remote;

    DataFolders(Path folder, Predicate<Path> remoteFolder) {
        this.folder = folder;
        this.groups = folder.resolve("groups");
        this.profiles = folder.resolve("profiles");
        this.machines = folder.resolve("machines");
        this.remoteFolder = remoteFolder;
    }

    Path folder() {
        return folder;
    }

    Path groups() {
        return groups;
    }

    Path profiles() {
        return profiles;
    }

    Path machines() {
        return machines;
    }

    private Stream<Path> all() {
        return Stream.concat(Stream.of(folder, groups, profiles, machines), Stream.of(TemplateKind.values()).map(kind -> folder.resolve(kind.folder())));
    }

    /** Which folders these are now. */
    List<Optional<Signature.Place>> places() {
        return all().map(DataFolders::place).toList();
    }

    /** A folder that cannot be looked at counts as another one, so that it is looked at again when it can be. */
    private static Optional<Signature.Place> place(Path folder) {
        try {
            return Signature.of(folder).map(Signature::place);
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** What is read from now on is read from these. */
    void remember() {
        known = places();
        remote = all().anyMatch(remoteFolder);
    }

    /** Whether anything may have changed that nobody told of; {@code now} are the {@link #places}. */
    boolean mayDiffer(List<Optional<Signature.Place>> now) {
        return remote || !now.equals(known);
    }
}
