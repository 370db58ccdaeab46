package dev.lamplighter.store.catalog;

import static java.util.Locale.ROOT;

import dev.lamplighter.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds groups that nearly match: they share a pair with the machine, or would if letter case did not count. The work is bounded by the
 * number of labels, not of groups. Immutable; a changed copy shares what is not changed.
 */
final class NearMissIndex {

    private static final int LABELS_LOOKED_AT = 32;

    static final NearMissIndex EMPTY = new NearMissIndex(Trie.empty());

    /** Groups with a pair in common, in no order: one, and the others by file. Most pairs are of one group alone. */
    private record Near(Candidate one, Trie<String, Candidate> others) {

        Near with(Candidate more) {
            return new Near(one, others.with(more.file(), more));
        }

        Optional<Near> without(String file) {
            if (!one.file().equals(file)) {
                return Optional.of(new Near(one, others.without(file)));
            }
            return others.any(1).stream().findFirst().map(next -> new Near(next, others.without(next.file())));
        }

        List<Candidate> some(int most) {
            var some = new ArrayList<Candidate>(most);
            some.add(one);
            some.addAll(others.any(most - 1));
            return some;
        }
    }

    private final Trie<String, Near> byPair;

    private NearMissIndex(Trie<String, Near> byPair) {
        this.byPair = byPair;
    }

    NearMissIndex with(Candidate group) {
        var pairs = byPair;
        for (String pair : pairs(group)) {
            pairs = pairs.with(pair, pairs.get(pair).map(near -> near.with(group)).orElseGet(() -> new Near(group, Trie.empty())));
        }
        return new NearMissIndex(pairs);
    }

    NearMissIndex without(Candidate group) {
        var pairs = byPair;
        for (String pair : pairs(group)) {
            var rest = pairs.get(pair).flatMap(near -> near.without(group.file()));
            pairs = rest.isPresent() ? pairs.with(pair, rest.get()) : pairs.without(pair);
        }
        return new NearMissIndex(pairs);
    }

    List<NearMiss> find(Labels labels, int most) {
        var misses = new LinkedHashMap<String, NearMiss>();
        int looked = 0;
        for (Map.Entry<String, String> label : labels.values().entrySet()) {
            if (++looked > LABELS_LOOKED_AT || misses.size() >= most) {
                break;
            }
            byPair.get(pair(label.getKey(), label.getValue())).ifPresent(near -> {
                for (Candidate group : near.some(most)) {
                    if (misses.size() < most) {
                        difference(group, labels).ifPresent(miss -> misses.putIfAbsent(group.file(), miss));
                    }
                }
            });
        }
        return List.copyOf(misses.values());
    }

    private static Optional<NearMiss> difference(Candidate group, Labels labels) {
        var exact = group.group().selector().entrySet().stream()
                .filter(wanted -> !wanted.getValue().equals(labels.get(wanted.getKey()).orElse("")))
                .findFirst()
                .map(wanted -> new NearMiss(group.file(), wanted.getKey(), wanted.getValue(), labels.get(wanted.getKey())));
        return exact.or(() -> patterns(group).entrySet().stream()
                .filter(wanted -> !wanted.getValue().matches(labels.get(wanted.getKey()).orElse("")))
                .findFirst()
                .map(wanted -> new NearMiss(group.file(), wanted.getKey(), wanted.getValue().toString(), labels.get(wanted.getKey()))));
    }

    private static Map<String, LabelPattern> patterns(Candidate group) {
        return switch (group) {
            case NamedGroup named -> Map.of();
            case OwnGroup own -> own.patterns();
        };
    }

    /** The pairs under which a group is found, each once. */
    private static Iterable<String> pairs(Candidate group) {
        var pairs = new TreeMap<String, Boolean>();
        group.group().selector().forEach((key, value) -> pairs.put(pair(key, value), true));
        patterns(group).forEach((key, pattern) -> {
            if (pattern instanceof LabelPattern.OneOf(List<String> values)) {
                values.forEach(value -> pairs.put(pair(key, value), true));
            }
        });
        return pairs.keySet();
    }

    private static String pair(String key, String value) {
        return (key + "=" + value).toLowerCase(ROOT);
    }
}
