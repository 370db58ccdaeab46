package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.CatalogFile;
import dev.lamplighter.store.catalog.TemplateKind;

/** An object with all that it says, as it can be put. */
public sealed interface Put {

    /** Which object is put. */
    Item item();

    /** All that it says: groups and profiles in the form of their files. Objects are equal where this is. */
    Bytes text();

    /** Puts it. */
    void to(Remote remote) throws CallFailed;

    record OfGroup(Group group) implements Put {

        @Override
        public Item item() {
            return new Item(Kind.GROUP, group.id());
        }

        @Override
        public Bytes text() {
            return CatalogFile.text(group);
        }

        @Override
        public void to(Remote remote) throws CallFailed {
            remote.put(group);
        }
    }

    record OfProfile(Profile profile) implements Put {

        @Override
        public Item item() {
            return new Item(Kind.PROFILE, profile.id());
        }

        @Override
        public Bytes text() {
            return CatalogFile.text(profile);
        }

        @Override
        public void to(Remote remote) throws CallFailed {
            remote.put(profile);
        }
    }

    record OfTemplate(TemplateKind kind, String name, Bytes text) implements Put {

        @Override
        public Item item() {
            return new Item(Kind.of(kind), name);
        }

        @Override
        public void to(Remote remote) throws CallFailed {
            remote.put(kind, name, text);
        }
    }
}
