package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;

/** A group of Matchbox and the name of the file that says it. */
public record NamedGroup(String file, Group group) implements Candidate {

    @Override
    public Strictness strictness() {
        return Strictness.EXACT;
    }

    @Override
    public int wants() {
        return group.selector().size();
    }

    @Override
    public String text() {
        return SelectorText.of(group.selector());
    }

    @Override
    public boolean accepts(Labels labels) {
        return group.selector().entrySet().stream().allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey()).orElse("")));
    }

    @Override
    public Group selectedBy(Labels labels) {
        return group;
    }
}
