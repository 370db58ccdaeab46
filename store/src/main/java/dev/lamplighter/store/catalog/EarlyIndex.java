package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says whether some group could select a machine of which only the hardware address and the UUID are known, as firmware tells no more. Holds
 * what the groups want of these two; groups that want neither are only counted. Immutable; a changed copy shares what is not changed.
 */
record EarlyIndex(GroupIndex wanting, int open) {

    static final EarlyIndex EMPTY = new EarlyIndex(GroupIndex.EMPTY, 0);

    private static final Set<String> EARLY = Set.of("mac", "uuid");

    EarlyIndex with(Candidate group) {
        Candidate early = early(group);
        return early.wants() == 0 ? new EarlyIndex(wanting, open + 1) : new EarlyIndex(wanting.with(early), open);
    }

    EarlyIndex without(Candidate group) {
        Candidate early = early(group);
        return early.wants() == 0 ? new EarlyIndex(wanting, open - 1) : new EarlyIndex(wanting.without(early), open);
    }

    boolean mayMatch(Labels early) {
        return open > 0 || wanting.find(early).isPresent();
    }

    private static Candidate early(Candidate group) {
        return switch (group) {
            case NamedGroup named -> new NamedGroup(named.file(), early(named.group()));
            case OwnGroup own -> new OwnGroup(own.file(), early(own.group()), early(own.patterns()));
        };
    }

    private static Group early(Group group) {
        return new Group(group.id(), group.name(), group.profile(), early(group.selector()), Map.of());
    }

    private static <V> Map<String, V> early(Map<String, V> wanted) {
        var early = new TreeMap<>(wanted);
        early.keySet().retainAll(EARLY);
        return early;
    }
}
