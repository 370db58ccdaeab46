package dev.lamplighter.store.catalog;

import java.util.List;

/** Changes that are kept: who made them, the catalog that holds them, and what each of them did, in the order in which they were asked for. */
public record Committed(Catalog catalog, Actor by, List<Changed> changes) {
    public Committed {
        changes = List.copyOf(changes);
    }
}
