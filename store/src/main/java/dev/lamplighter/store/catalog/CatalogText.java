package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;

/** What the text of one file says, for whoever looks at it without a store. */
public final class CatalogText {

    private CatalogText() {}

    /** Reads a group in Matchbox's JSON. */
    public static Parsed<Group> group(Bytes text) {
        return GroupFile.parse(text);
    }

    /** Reads a profile in Matchbox's JSON, with our own keys beside Matchbox's. */
    public static Parsed<Profile> profile(Bytes text) {
        return ProfileFile.parse(text);
    }
}
