package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;

/** What the text of one file says, for whoever looks at it without a store. */
public final class CatalogText {

    private CatalogText() {}

    /** Reads a group in Matchbox's JSON. */
    public static Parsed<Group> group(Bytes text) {
        return GroupFile.parse(text);
    }

    /** Reads a group of our own, in YAML, as it is for a machine with these labels, whether or not it takes that. */
    public static Parsed<Group> ownGroup(Bytes text, Labels labels) {
        return switch (OwnGroupFile.parse(text)) {
            case Parsed.Good<OwnGroup>(OwnGroup own) -> new Parsed.Good<>(own.selectedBy(labels));
            case Parsed.Bad<OwnGroup>(int line, int column, String message) -> new Parsed.Bad<>(line, column, message);
        };
    }

    /** Reads a profile in Matchbox's JSON, with our own keys beside Matchbox's. */
    public static Parsed<Profile> profile(Bytes text) {
        return ProfileFile.parse(text);
    }
}
