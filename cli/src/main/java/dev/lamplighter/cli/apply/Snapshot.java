package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.remote.Item;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All objects at one place, in the order in which they can be put.
 *
 * @param templatesListed whether every template is here; otherwise only those that somebody names
 */
record Snapshot(SortedMap<Item, Version> versions, boolean templatesListed) {

    Snapshot {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }
}
