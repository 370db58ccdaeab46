package dev.lamplighter.cli.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found, bounded: of each kind the first findings are kept and the others counted. What is said of one place for many groups is one
 * finding.
 */
final class Report {

    /** What makes findings of several groups the same. */
    private record Same(Spot spot, String message) {}

    private record Kind(Severity severity, String code) {}

    private static final class Entries {
        private final Map<Same, Groups> kept = new LinkedHashMap<>();
        private long leftOff;
    }

    private static final class Groups {
        private final List<String> first = new ArrayList<>();
        private long count;
    }

    private final int mostOfAKind;
    private final int mostGroups;
    private final Map<Kind, Entries> kinds = new LinkedHashMap<>();
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);

    Report(int mostOfAKind, int mostGroups) {
        this.mostOfAKind = mostOfAKind;
        this.mostGroups = mostGroups;
    }

    void add(Severity severity, String code, Spot spot, String message) {
        entry(severity, code, spot, message);
    }

    /** The same for one of several groups. */
    void add(Severity severity, String code, Spot spot, String message, String group) {
        Groups groups = entry(severity, code, spot, message);
        groups.count++;
        if (groups.first.size() < mostGroups) {
            groups.first.add(group);
        }
    }

    private Groups entry(Severity severity, String code, Spot spot, String message) {
        var entries = kinds.computeIfAbsent(new Kind(severity, code), absent -> new Entries());
        var same = new Same(spot, message);
        var known = entries.kept.get(same);
        if (known != null) {
            return known;
        }
        counts.merge(severity, 1L, Long::sum);
        var groups = new Groups();
        if (entries.kept.size() < mostOfAKind) {
            entries.kept.put(same, groups);
        } else {
            entries.leftOff++;
        }
        return groups;
    }

    /** Whether the next finding of this kind would only be counted, so that its place need not be looked for. */
    boolean isFull(Severity severity, String code) {
        var entries = kinds.get(new Kind(severity, code));
        return entries != null && entries.kept.size() >= mostOfAKind;
    }

    long count(Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }

    /** Errors first; then by place. */
    List<Finding> findings() {
        var all = new ArrayList<Finding>();
        kinds.forEach((kind, entries) -> entries.kept.forEach((same, groups) ->
                all.add(new Finding(kind.severity(), kind.code(), same.spot(), same.message(), groups.first, groups.count))));
        all.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::spot));
        return all;
    }

    /** How many findings of each code were counted but not kept. */
    Map<String, Long> leftOff() {
        var left = new LinkedHashMap<String, Long>();
        kinds.forEach((kind, entries) -> {
            if (entries.leftOff > 0) {
                left.merge(kind.code(), entries.leftOff, Long::sum);
            }
        });
        return left;
    }
}
