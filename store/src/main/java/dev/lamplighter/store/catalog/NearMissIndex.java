package dev.lamplighter.store.catalog;

import static java.util.Locale.ROOT;

import dev.lamplighter.model.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds groups that nearly match: they share a pair with the machine, or would if letter case did not count. The work is bounded by the
 * number of labels, not of groups.
 */
final class NearMissIndex {

    private final int most;
    private final int labelsLookedAt;
    private final Map<String, List<NamedGroup>> byPair = new HashMap<>();

    NearMissIndex(Collection<NamedGroup> groups, int most, int labelsLookedAt) {
        this.most = most;
        this.labelsLookedAt = labelsLookedAt;
        for (NamedGroup named : groups) {
            named.group().selector().forEach((key, value) -> {
                var sharing = byPair.computeIfAbsent(pair(key, value), absent -> new ArrayList<>(1));
                if (sharing.size() < most) {
                    sharing.add(named);
                }
            });
        }
    }

    List<NearMiss> find(Labels labels) {
        var misses = new LinkedHashMap<String, NearMiss>();
        int looked = 0;
        for (Map.Entry<String, String> label : labels.values().entrySet()) {
            if (++looked > labelsLookedAt || misses.size() >= most) {
                break;
            }
            for (NamedGroup named : byPair.getOrDefault(pair(label.getKey(), label.getValue()), List.of())) {
                if (misses.size() < most) {
                    difference(named, labels).ifPresent(miss -> misses.putIfAbsent(named.file(), miss));
                }
            }
        }
        return List.copyOf(misses.values());
    }

    private static Optional<NearMiss> difference(NamedGroup named, Labels labels) {
        return named.group().selector().entrySet().stream()
                .filter(wanted -> !wanted.getValue().equals(labels.get(wanted.getKey()).orElse("")))
                .findFirst()
                .map(wanted -> new NearMiss(named.file(), wanted.getKey(), wanted.getValue(), labels.get(wanted.getKey())));
    }

    private static String pair(String key, String value) {
        return (key + "=" + value).toLowerCase(ROOT);
    }
}
