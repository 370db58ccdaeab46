package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;
import java.util.List;

/** Which group a machine's labels select. */
public sealed interface Selection {

    /** The group, the file it came from, and why: every pair of {@code group.selector()} is what the machine said. */
    record Matched(Group group, String file) implements Selection {

        /** The reason for a person: {@code selector mac=52:54:00:00:00:01}. */
        public String why() {
            return group.selector().isEmpty() ? "no selector, so it takes every machine" : "selector " + SelectorText.of(group.selector());
        }
    }

    /** No group; {@code nearest} are at most {@link Catalog#NEAR_MISSES} that came close. */
    record Unmatched(List<NearMiss> nearest) implements Selection {
        public Unmatched {
            nearest = List.copyOf(nearest);
        }
    }
}
