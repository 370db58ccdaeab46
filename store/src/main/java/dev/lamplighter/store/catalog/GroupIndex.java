package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the group for a machine with one hash look-up for each {@link Shape} of selector, however many groups have it. Only groups with globs
 * of the same literal start are tried one by one. Immutable; a changed copy shares what is not changed.
 */
final class GroupIndex {

    static final GroupIndex EMPTY = new GroupIndex(Trie.empty());

    private record OneShape(Shape shape, Trie<List<String>, Sharing> byValues) {}

    private final Trie<Shape, OneShape> shapes;

    /** Made when it is first asked for: most selectors first. */
    private volatile List<OneShape> inOrder = List.of();

    private GroupIndex(Trie<Shape, OneShape> shapes) {
        this.shapes = shapes;
    }

    GroupIndex with(Candidate group) {
        var shape = Shape.of(group);
        var values = shapes.get(shape).map(OneShape::byValues).orElse(Trie.empty());
        for (List<String> place : shape.places(group)) {
            values = values.with(place, values.get(place).map(sharing -> sharing.with(group)).orElseGet(() -> Sharing.of(group)));
        }
        return new GroupIndex(shapes.with(shape, new OneShape(shape, values)));
    }

    GroupIndex without(Candidate group) {
        var shape = Shape.of(group);
        var values = shapes.get(shape).map(OneShape::byValues).orElse(Trie.empty());
        for (List<String> place : shape.places(group)) {
            var rest = values.get(place).flatMap(sharing -> sharing.without(group.file()));
            values = rest.isPresent() ? values.with(place, rest.get()) : values.without(place);
        }
        return new GroupIndex(values.size() == 0 ? shapes.without(shape) : shapes.with(shape, new OneShape(shape, values)));
    }

    Optional<Candidate> find(Labels labels) {
        Optional<Candidate> best = Optional.empty();
        for (OneShape one : inOrder()) {
            if (best.isPresent() && one.shape().wants() < best.get().wants()) {
                break;
            }
            var found = one.shape().place(labels.values()).flatMap(one.byValues()::get).flatMap(sharing -> sharing.accepting(labels));
            if (found.isPresent() && (best.isEmpty() || Candidate.BEST_FIRST.compare(found.get(), best.get()) < 0)) {
                best = found;
            }
        }
        return best;
    }

    private List<OneShape> inOrder() {
        var known = inOrder;
        if (known.size() != shapes.size()) {
            var sorted = new ArrayList<OneShape>(shapes.size());
            shapes.forEach((shape, one) -> sorted.add(one));
            sorted.sort(Comparator.comparingInt((OneShape one) -> one.shape().wants()).reversed());
            known = List.copyOf(sorted);
            inOrder = known;
        }
        return known;
    }

    /** Which labels selectors want, and how much of each value is in the index. Two exact groups of one shape share a place or no machine. */
    private record Shape(List<String> keys, List<Integer> lengths) {

        private static final int WHOLE = Integer.MAX_VALUE;

        static Shape of(Candidate group) {
            return switch (group) {
                case NamedGroup named -> {
                    var keys = List.copyOf(named.group().selector().keySet());
                    yield new Shape(keys, List.of());
                }
                case OwnGroup own -> {
                    var keys = new ArrayList<>(own.group().selector().keySet());
                    keys.addAll(own.patterns().keySet());
                    keys.sort(Comparator.naturalOrder());
                    var lengths = keys.stream().map(key -> length(own.patterns(), key)).toList();
                    yield new Shape(List.copyOf(keys), lengths.stream().allMatch(length -> length == WHOLE) ? List.of() : lengths);
                }
            };
        }

        private static int length(Map<String, LabelPattern> patterns, String key) {
            return Optional.ofNullable(patterns.get(key)).map(pattern -> switch (pattern) {
                case LabelPattern.OneOf values -> WHOLE;
                case LabelPattern.Prefix(String start) -> start.length();
                case LabelPattern.Glob glob -> glob.literalStart().length();
            }).orElse(WHOLE);
        }

        int wants() {
            return keys.size();
        }

        /** Where a machine's group would be; empty where a value is shorter than every pattern of this shape. */
        Optional<List<String>> place(Map<String, String> labels) {
            var values = new String[keys.size()];
            for (int i = 0; i < values.length; i++) {
                String value = labels.getOrDefault(keys.get(i), "");
                int length = lengths.isEmpty() ? WHOLE : lengths.get(i);
                if (length != WHOLE) {
                    if (value.length() < length) {
                        return Optional.empty();
                    }
                    value = value.substring(0, length);
                }
                values[i] = value;
            }
            return Optional.of(List.of(values));
        }

        /** Every place that {@code group} takes: one for each choice out of its lists. */
        List<List<String>> places(Candidate group) {
            return switch (group) {
                case NamedGroup named -> List.of(List.copyOf(named.group().selector().values()));
                case OwnGroup own -> {
                    List<List<String>> places = List.of(List.of());
                    for (String key : keys) {
                        var longer = new ArrayList<List<String>>();
                        for (List<String> place : places) {
                            for (String value : values(own, key)) {
                                var next = new ArrayList<>(place);
                                next.add(value);
                                longer.add(List.copyOf(next));
                            }
                        }
                        places = longer;
                    }
                    yield places;
                }
            };
        }

        private static List<String> values(OwnGroup own, String key) {
            return Optional.ofNullable(own.patterns().get(key)).map(pattern -> switch (pattern) {
                case LabelPattern.OneOf(List<String> values) -> values.stream().distinct().toList();
                case LabelPattern.Prefix(String start) -> List.of(start);
                case LabelPattern.Glob glob -> List.of(glob.literalStart());
            }).orElseGet(() -> List.of(own.group().selector().get(key)));
        }
    }
}
