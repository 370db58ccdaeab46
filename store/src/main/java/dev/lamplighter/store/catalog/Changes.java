package dev.lamplighter.store.catalog;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What may have changed: some paths, or everything where that is not known. */
record Changes(boolean everything, Set<Path> paths) {

    static final Changes NONE = new Changes(false, Set.of());
    static final Changes EVERYTHING = new Changes(true, Set.of());

    Changes {
        paths = Set.copyOf(paths);
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
        return new Changes(everything || more.everything, both);
    }
}
