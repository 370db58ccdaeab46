package dev.lamplighter.store.history;

import java.time.Instant;
import java.util.Set;

/** A boot that ended: by which names its machine is asked for, when it began and was heard of last, and its text, which is the writer's affair. */
public record PastBoot(String id, Set<String> names, Instant began, Instant last, String text) {

    public PastBoot {
        names = Set.copyOf(names);
    }
}
