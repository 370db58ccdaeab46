package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Group;

/** A group and the name of the file that says it. */
public record NamedGroup(String file, Group group) {}
