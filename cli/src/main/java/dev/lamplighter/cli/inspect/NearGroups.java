package dev.lamplighter.cli.inspect;

import dev.lamplighter.model.Labels;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The groups that a machine did not get though they share something with it, the nearest first. Looks at every group once. */
final class NearGroups {

    /** A selector that the machine does not meet: what is wanted of the label, and what was sent, empty where nothing was. */
    record Difference(String key, String wants, Optional<String> sent) {}

    /** A group with how many of its selectors are met; without differences it matches too, and another was chosen. */
    record Near(String file, int met, List<Difference> differences) {
        Near {
            differences = List.copyOf(differences);
        }
    }

    /** The nearest, and how many more there are. */
    record Found(List<Near> nearest, long more) {
        Found {
            nearest = List.copyOf(nearest);
        }
    }

    private static final Comparator<Near> NEAREST_FIRST = Comparator.comparingInt((Near near) -> near.differences().isEmpty() ? 0 : 1)
            .thenComparing(Comparator.comparingInt(Near::met).reversed())
            .thenComparingInt(near -> near.differences().size())
            .thenComparing(Near::file);

    private NearGroups() {}

    /** {@code chosen} is the group that the machine got. Mistyped values are looked for where that is none that asked for anything. */
    static Found find(Catalog catalog, Labels labels, Optional<Selection.Matched> chosen, int most) {
        String got = chosen.map(Selection.Matched::file).orElse("");
        boolean mistyped = chosen.map(matched -> matched.group().selector().isEmpty()).orElse(true);
        var nearest = new PriorityQueue<>(NEAREST_FIRST.reversed());
        long more = 0;
        for (AnyGroup named : AnyGroup.all(catalog)) {
            var near = compare(named, labels);
            if (!named.file().equals(got) && isNear(near, named, labels, mistyped)) {
                nearest.add(near);
                if (nearest.size() > most) {
                    nearest.remove();
                    more++;
                }
            }
        }
        return new Found(nearest.stream().sorted(NEAREST_FIRST).toList(), more);
    }

    private static Near compare(AnyGroup named, Labels labels) {
        var differences = new ArrayList<Difference>();
        named.group().selector().forEach((key, wants) -> {
            var sent = labels.get(key);
            if (!wants.equals(sent.orElse(""))) {
                differences.add(new Difference(key, wants, sent));
            }
        });
        named.patterns().forEach((key, pattern) -> {
            var sent = labels.get(key);
            if (!pattern.matches(sent.orElse(""))) {
                differences.add(new Difference(key, pattern.toString(), sent));
            }
        });
        return new Near(named.file(), named.wants() - differences.size(), differences);
    }

    /** It matches, shares a label, or would share one if that were written alike. */
    private static boolean isNear(Near near, AnyGroup named, Labels labels, boolean mistyped) {
        return near.differences().isEmpty() || near.met() > 0 || named.group().selector().entrySet().stream().anyMatch(wanted ->
                labels.values().entrySet().stream().anyMatch(label -> label.getKey().equalsIgnoreCase(wanted.getKey())
                        && (label.getValue().strip().equalsIgnoreCase(wanted.getValue().strip()) || (mistyped && oneOff(label.getValue(), wanted.getValue())))));
    }

    /** Whether two texts of some length differ in one character only, as mistyped addresses do. */
    private static boolean oneOff(String left, String right) {
        if (left.length() != right.length() || left.length() < 8) {
            return false;
        }
        int different = 0;
        for (int i = 0; i < left.length() && different < 2; i++) {
            different += left.charAt(i) == right.charAt(i) ? 0 : 1;
        }
        return different == 1;
    }
}
