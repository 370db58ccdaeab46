package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A group of our own files ({@code groups/NAME.yaml}), which Matchbox passes over: {@code patterns} may be wanted of labels beside the exact
 * values that {@code group.selector()} wants. Matchbox's messages cannot say patterns, and clients compare what they put with what they get.
 * Lists over gRPC therefore hold Matchbox's files only.
 */
public record OwnGroup(String file, Group group, Map<String, LabelPattern> patterns) implements Candidate {

    public OwnGroup {
        patterns = Collections.unmodifiableMap(new TreeMap<>(patterns));
    }

    @Override
    public Strictness strictness() {
        return patterns.values().stream().map(Strictness::of).max(Strictness::compareTo).orElse(Strictness.EXACT);
    }

    @Override
    public int wants() {
        return group.selector().size() + patterns.size();
    }

    @Override
    public String text() {
        var all = new TreeMap<>(group.selector());
        patterns.forEach((key, pattern) -> all.put(key, pattern.rank()));
        return SelectorText.of(all);
    }

    @Override
    public boolean accepts(Labels labels) {
        return new NamedGroup(file, group).accepts(labels)
                && patterns.entrySet().stream().allMatch(wanted -> wanted.getValue().matches(labels.get(wanted.getKey()).orElse("")));
    }

    /** The selector then holds what the machine said, so that templates see its values and not patterns. */
    @Override
    public Group selectedBy(Labels labels) {
        var said = new TreeMap<>(group.selector());
        patterns.keySet().forEach(key -> said.put(key, labels.get(key).orElse("")));
        return new Group(group.id(), group.name(), group.profile(), said, group.metadata());
    }
}
