package dev.lamplighter.cli.inspect;

import dev.lamplighter.boot.Resource.Seed;
import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Remote;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Change;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import dev.lamplighter.store.catalog.NamedGroup;
import dev.lamplighter.store.catalog.Selection;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server's catalog in memory, as far as one machine needs it: all groups and profiles, and the templates of the profile it gets. The machine gets
 * the group that the server selects, which may be one that it does not list.
 *
 * @param remark a sentence about that, where it is another group than the list says
 */
record RemoteCatalog(MemoryCatalogStore store, Optional<String> remark) {

    private static final Actor NOBODY = new Actor("explain", "here");

    static RemoteCatalog read(Remote server, Labels labels) throws CallFailed {
        var groups = server.groups();
        var profiles = server.profiles();
        var read = new RemoteCatalog(store(groups, profiles), Optional.empty());
        try {
            read = read.selecting(server.selected(labels), labels, groups, profiles);
        } catch (CallFailed failed) {
            if (failed.kind() != CallFailed.Kind.UNSUPPORTED) {
                throw failed;
            }
        }
        var profile = read.matched(labels).flatMap(group -> read(group, profiles));
        if (profile.isPresent()) {
            copyTemplates(server, profile.get(), read.store());
        }
        return read;
    }

    private static Optional<Profile> read(Group group, List<Profile> profiles) {
        return profiles.stream().filter(profile -> profile.id().equals(group.profile())).findFirst();
    }

    private Optional<Group> matched(Labels labels) {
        return store.current().match(labels) instanceof Selection.Matched matched ? Optional.of(matched.group()) : Optional.empty();
    }

    private RemoteCatalog selecting(Optional<Group> selected, Labels labels, List<Group> groups, List<Profile> profiles) {
        var listed = matched(labels);
        if (isSame(listed, selected)) {
            return this;
        }
        String said = selected.map(group -> "the server selects the group " + group.id()).orElse("the server says that no group takes this machine");
        boolean unlisted = selected.isPresent() && groups.stream().noneMatch(group -> isSame(Optional.of(group), selected));
        var remark = Optional.of(unlisted ? said + ", which is not in its list: groups in YAML are not listed over gRPC, so its patterns and its file are not known here"
                : said + ", though by its list " + listed.map(group -> "it is " + group.id()).orElse("there is none") + "; was the catalog changed in the meantime?");
        selected.filter(group -> unlisted).ifPresent(group -> store.put(group.id() + ".yaml", group));
        if (isSame(matched(labels), selected)) {
            return new RemoteCatalog(store, remark);
        }
        var others = new ArrayList<>(groups.stream().filter(group -> !new NamedGroup("", group).accepts(labels)).toList());
        selected.ifPresent(others::add);
        return new RemoteCatalog(store(others, profiles), remark);
    }

    private static boolean isSame(Optional<Group> one, Optional<Group> other) {
        return one.isPresent() == other.isPresent() && one.filter(group -> !(group.id().equals(other.orElseThrow().id())
                && group.profile().equals(other.get().profile()) && group.selector().equals(other.get().selector()))).isEmpty();
    }

    /** All at once where that can be; one by one where a name is such as only others' servers allow. */
    private static MemoryCatalogStore store(List<Group> groups, List<Profile> profiles) {
        var changes = new ArrayList<Change>(groups.size() + profiles.size());
        groups.forEach(group -> changes.add(new Change.PutGroup(group)));
        profiles.forEach(profile -> changes.add(new Change.PutProfile(profile)));
        var store = new MemoryCatalogStore();
        try {
            store.commit(changes, OptionalLong.empty(), NOBODY);
        } catch (StoreException unusual) {
            groups.forEach(group -> store.put(group.id() + ".json", group));
            profiles.forEach(profile -> store.put(profile.id(), profile));
        }
        return store;
    }

    private static void copyTemplates(Remote server, Profile profile, MemoryCatalogStore store) throws CallFailed {
        copy(server, TemplateKind.IGNITION, profile.ignitionId(), store);
        copy(server, TemplateKind.CLOUD, profile.cloudId(), store);
        copy(server, TemplateKind.IPXE, profile.ipxeId(), store);
        copy(server, TemplateKind.GRUB, profile.grubId(), store);
        if (!profile.genericId().isEmpty()) {
            for (Seed seed : Seed.values()) {
                copy(server, TemplateKind.GENERIC, Seeds.template(profile.genericId(), seed), store);
            }
        }
    }

    /** What the server does not have, or as Matchbox cannot give, is missing in the copy as well. */
    private static void copy(Remote server, TemplateKind kind, String name, MemoryCatalogStore store) throws CallFailed {
        if (name.isEmpty()) {
            return;
        }
        try {
            store.commit(List.of(new Change.PutTemplate(kind, name, server.template(kind, name))), OptionalLong.empty(), NOBODY);
        } catch (StoreException refused) {
            throw new CallFailed(CallFailed.Kind.REFUSED, "the server's " + kind.folder() + "/" + name + " cannot be looked at here: " + refused.getMessage(), refused);
        } catch (CallFailed failed) {
            if (failed.kind() != CallFailed.Kind.MISSING && failed.kind() != CallFailed.Kind.UNSUPPORTED && failed.kind() != CallFailed.Kind.REFUSED) {
                throw failed;
            }
        }
    }
}
