package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import java.util.Comparator;

/**
 * A group that may be selected. Of those that accept a machine the first by this order is: more selectors first, then the stricter
 * ({@link Strictness}), then the greatest {@link SelectorText}, then the first file name. Without our own files this is Matchbox's order.
 */
sealed interface Candidate permits NamedGroup, OwnGroup {

    Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::wants).reversed()
            .thenComparing(Candidate::strictness)
            .thenComparing(Candidate::text, Utf8Order.ASCENDING.reversed())
            .thenComparing(Candidate::file, Utf8Order.ASCENDING);

    String file();

    Group group();

    /** How many selectors it has. */
    int wants();

    Strictness strictness();

    String text();

    boolean accepts(Labels labels);

    /** The group as it is for a machine that it accepts. */
    Group selectedBy(Labels labels);
}
