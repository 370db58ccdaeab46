package dev.lamplighter.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.LabelPattern;
import dev.lamplighter.store.catalog.NamedGroup;
import dev.lamplighter.store.catalog.OwnGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A group of Matchbox's files or of our own, by its file; {@code patterns} are empty for Matchbox's. */
record AnyGroup(String file, Group group, Map<String, LabelPattern> patterns) {

    AnyGroup {
        patterns = Collections.unmodifiableMap(new TreeMap<>(patterns));
    }

    /** All of a catalog, in the order of file names as octets. */
    static List<AnyGroup> all(Catalog catalog) {
        var all = new ArrayList<AnyGroup>(catalog.groups().size());
        for (NamedGroup named : catalog.groups()) {
            all.add(new AnyGroup(named.file(), named.group(), Map.of()));
        }
        if (!catalog.ownGroups().isEmpty()) {
            for (OwnGroup own : catalog.ownGroups()) {
                all.add(new AnyGroup(own.file(), own.group(), own.patterns()));
            }
            all.sort((a, b) -> Arrays.compareUnsigned(a.file().getBytes(UTF_8), b.file().getBytes(UTF_8)));
        }
        return all;
    }

    /** How many selectors it has. */
    int wants() {
        return group.selector().size() + patterns.size();
    }

    /** A machine that it takes, if no other does. */
    Map<String, String> machine() {
        var wanted = new TreeMap<>(group.selector());
        patterns.forEach((key, pattern) -> wanted.put(key, switch (pattern) {
            case LabelPattern.OneOf(List<String> values) -> values.isEmpty() ? "" : values.getFirst();
            case LabelPattern.Prefix(String start) -> start;
            case LabelPattern.Glob(String glob) -> glob.replace("*", "").replace('?', '0');
        }));
        return StandIns.labels(wanted);
    }

    /** The group as it is for such a machine, exact and by itself. */
    NamedGroup exact() {
        return new NamedGroup(file, new OwnGroup(file, group, patterns).selectedBy(new Labels(machine())));
    }
}
