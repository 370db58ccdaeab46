package dev.lamplighter.cli.remote;

import dev.lamplighter.store.catalog.CatalogFile;
import java.util.Comparator;

/** One object of a catalog, by kind and by its id or name. Ordered so that what is named comes before what names it. */
public record Item(Kind kind, String name) implements Comparable<Item> {

    private static final Comparator<Item> ORDER = Comparator.comparing(Item::kind).thenComparing(Item::name, CatalogFile.ORDER);

    @Override
    public int compareTo(Item other) {
        return ORDER.compare(this, other);
    }

    /** As people say it: {@code group node1}. */
    @Override
    public String toString() {
        return kind.noun() + " " + Printable.of(name);
    }
}
