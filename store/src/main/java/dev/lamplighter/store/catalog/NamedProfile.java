package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Profile;

/** A profile and the name of the file that says it. */
public record NamedProfile(String file, Profile profile) {}
