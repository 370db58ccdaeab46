package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the group for a machine with one hash look-up for each distinct set of selector keys, however many groups there are. More
 * selectors win, then the greatest {@link SelectorText}, then the first file name. An absent label counts as the empty text.
 */
final class GroupIndex {

    /** Groups that ask for the same labels, by the values they ask for. Two of them never match the same machine. */
    private record SameKeys(List<String> keys, Map<List<String>, NamedGroup> byValues) {

        Optional<NamedGroup> find(Labels labels) {
            var values = new String[keys.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = labels.values().getOrDefault(keys.get(i), "");
            }
            return Optional.ofNullable(byValues.get(List.of(values)));
        }
    }

    private final List<SameKeys> mostKeysFirst;

    /** {@code groups} come in the order of their file names. */
    GroupIndex(Collection<NamedGroup> groups) {
        var byKeys = new HashMap<List<String>, SameKeys>();
        for (NamedGroup named : groups) {
            var selector = named.group().selector();
            var keys = List.copyOf(selector.keySet());
            byKeys.computeIfAbsent(keys, absent -> new SameKeys(absent, new HashMap<>()))
                    .byValues()
                    .putIfAbsent(List.copyOf(selector.values()), named);
        }
        var sorted = new ArrayList<>(byKeys.values());
        sorted.sort(Comparator.comparingInt((SameKeys same) -> same.keys().size()).reversed());
        mostKeysFirst = List.copyOf(sorted);
    }

    Optional<NamedGroup> find(Labels labels) {
        Optional<NamedGroup> best = Optional.empty();
        for (SameKeys same : mostKeysFirst) {
            if (best.isPresent() && same.keys().size() < best.get().group().selector().size()) {
                break;
            }
            var found = same.find(labels);
            if (found.isPresent() && (best.isEmpty() || isGreater(found.get(), best.get()))) {
                best = found;
            }
        }
        return best;
    }

    private static boolean isGreater(NamedGroup left, NamedGroup right) {
        return Utf8Order.ASCENDING.compare(SelectorText.of(left.group().selector()), SelectorText.of(right.group().selector())) > 0;
    }
}
