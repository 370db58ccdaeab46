package dev.lamplighter.cli.inspect;

import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Remote;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.Change;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import dev.lamplighter.store.catalog.Selection;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A server's catalog in memory, as far as one machine needs it: all groups and profiles, and the templates of the profile it gets. */
final class RemoteCatalog {

    private static final Actor NOBODY = new Actor("explain", "here");

    private RemoteCatalog() {}

    static MemoryCatalogStore read(Remote server, Labels labels) throws CallFailed {
        var store = new MemoryCatalogStore();
        for (Group group : server.groups()) {
            store.put(group.id() + ".json", group);
        }
        for (Profile profile : server.profiles()) {
            store.put(profile.id(), profile);
        }
        if (store.current().match(labels) instanceof Selection.Matched matched) {
            var profile = store.current().profile(matched.group().profile());
            if (profile.isPresent()) {
                for (var named : templates(profile.get()).entrySet()) {
                    copy(server, named.getKey(), named.getValue(), store);
                }
            }
        }
        return store;
    }

    private static Map<TemplateKind, String> templates(Profile profile) {
        var named = new EnumMap<TemplateKind, String>(TemplateKind.class);
        named.put(TemplateKind.IGNITION, profile.ignitionId());
        named.put(TemplateKind.GENERIC, profile.genericId());
        named.put(TemplateKind.CLOUD, profile.cloudId());
        named.put(TemplateKind.IPXE, profile.ipxeId());
        named.put(TemplateKind.GRUB, profile.grubId());
        named.values().removeIf(String::isEmpty);
        return named;
    }

    /** What the server does not have, or as Matchbox cannot give, is missing in the copy as well. */
    private static void copy(Remote server, TemplateKind kind, String name, MemoryCatalogStore store) throws CallFailed {
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
