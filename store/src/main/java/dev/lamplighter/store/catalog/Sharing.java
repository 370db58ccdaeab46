package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Labels;
import java.util.ArrayList;
import java.util.Optional;

/** Groups that share a place in an index: the best of them, and the others by file. Most places hold one. */
record Sharing(Candidate best, Trie<String, Candidate> others) {

    static Sharing of(Candidate one) {
        return new Sharing(one, Trie.empty());
    }

    /** With {@code more}, whose file is none of those here. */
    Sharing with(Candidate more) {
        return Candidate.BEST_FIRST.compare(more, best) < 0
                ? new Sharing(more, others.with(best.file(), best))
                : new Sharing(best, others.with(more.file(), more));
    }

    /** Without the group of {@code file}; empty if none is left. */
    Optional<Sharing> without(String file) {
        if (!best.file().equals(file)) {
            return Optional.of(new Sharing(best, others.without(file)));
        }
        return others.best(Candidate.BEST_FIRST).map(next -> new Sharing(next, others.without(next.file())));
    }

    /** The best that accepts a machine. Looks at others only where the best does not, which happens with globs alone. */
    Optional<Candidate> accepting(Labels labels) {
        if (best.accepts(labels)) {
            return Optional.of(best);
        }
        var accepting = new ArrayList<Candidate>();
        others.forEach((file, other) -> {
            if (other.accepts(labels)) {
                accepting.add(other);
            }
        });
        return accepting.stream().min(Candidate.BEST_FIRST);
    }
}
