package dev.lamplighter.store.catalog;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What may have changed: some paths, or everything where that is not known. {@code moved} are those of the paths where files only came and
 * went whole, by another name: nobody wrote to what is there.
 */
record Changes(boolean everything, Set<Path> paths, Set<Path> moved) {

    static final Changes NONE = new Changes(false, Set.of(), Set.of());
    static final Changes EVERYTHING = new Changes(true, Set.of(), Set.of());

    Changes {
        paths = Set.copyOf(paths);
        moved = Set.copyOf(moved);
    }

    boolean isEmpty() {
        return !everything && paths.isEmpty();
    }

    Changes and(Changes more) {
        if (isEmpty()) {
            return more;
        }
        if (more.isEmpty()) {
            return this;
        }
        var both = new HashSet<>(paths);
        both.addAll(more.paths);
        var onlyMoved = new HashSet<>(both);
        onlyMoved.removeIf(path -> (paths.contains(path) && !moved.contains(path)) || (more.paths.contains(path) && !more.moved.contains(path)));
        return new Changes(everything || more.everything, both, onlyMoved);
    }
}
