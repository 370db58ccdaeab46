package dev.lamplighter.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.LabelPattern;
import dev.lamplighter.store.catalog.NamedGroup;
import dev.lamplighter.store.catalog.OwnGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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

    /** Of groups that take the same machines the first by this order gets them; it keeps the order of file names. */
    static final Comparator<AnyGroup> WINNER_FIRST = Comparator.comparingInt(AnyGroup::looseness)
            .thenComparing(AnyGroup::ranks, (a, b) -> Arrays.compareUnsigned(b.getBytes(UTF_8), a.getBytes(UTF_8)));

    /** Which machines a group takes, alike for all groups that take the same: a list of one value, and a glob without wildcards, are that value. */
    record Wanted(Map<String, String> exact, Map<String, LabelPattern> patterns) {}

    Wanted wanted() {
        if (patterns.isEmpty()) {
            return new Wanted(group.selector(), patterns);
        }
        var exact = new TreeMap<>(group.selector());
        var others = new TreeMap<String, LabelPattern>();
        patterns.forEach((key, pattern) -> {
            switch (pattern) {
                case LabelPattern.OneOf(List<String> values) -> {
                    var sorted = values.stream().distinct().sorted().toList();
                    if (sorted.size() == 1) {
                        exact.put(key, sorted.getFirst());
                    } else {
                        others.put(key, new LabelPattern.OneOf(sorted));
                    }
                }
                case LabelPattern.Glob glob when glob.literalStart().equals(glob.pattern()) -> exact.put(key, glob.pattern());
                case LabelPattern.Glob _, LabelPattern.Prefix _ -> others.put(key, pattern);
            }
        });
        return new Wanted(exact, others);
    }

    /** Exact values come before lists, lists before prefixes, prefixes before globs; the loosest selector counts. */
    int looseness() {
        return patterns.values().stream().mapToInt(pattern -> switch (pattern) {
            case LabelPattern.OneOf _ -> 1;
            case LabelPattern.Prefix _ -> 2;
            case LabelPattern.Glob _ -> 3;
        }).max().orElse(0);
    }

    /** What its patterns want, as the text by which groups are ranked. */
    private String ranks() {
        return patterns.values().stream().map(LabelPattern::rank).collect(joining(","));
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
