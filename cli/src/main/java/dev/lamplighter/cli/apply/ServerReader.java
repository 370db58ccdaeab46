package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.remote.CallFailed;
import dev.lamplighter.cli.remote.Item;
import dev.lamplighter.cli.remote.Kind;
import dev.lamplighter.cli.remote.Put;
import dev.lamplighter.cli.remote.Remote;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what a server has. */
final class ServerReader {

    private final Remote remote;

    ServerReader(Remote remote) {
        this.remote = remote;
    }

    /** All that the server has; where it cannot list templates, those that it has of {@code wanted} and those that its profiles name. */
    Snapshot read(Set<Item> wanted) throws CallFailed {
        var versions = new TreeMap<Item, Version>();
        for (var group : remote.groups()) {
            var put = new Put.OfGroup(group);
            versions.put(put.item(), Version.Whole.of(put));
        }
        var profiles = remote.profiles();
        for (var profile : profiles) {
            var put = new Put.OfProfile(profile);
            versions.put(put.item(), Version.Whole.of(put));
        }
        try {
            for (var template : remote.templates(Optional.empty())) {
                versions.put(template.item(), new Version.Digest(template.sha256()));
            }
            return new Snapshot(versions, true);
        } catch (CallFailed failed) {
            if (failed.kind() != CallFailed.Kind.UNSUPPORTED) {
                throw failed;
            }
        }
        var names = new TreeSet<Item>();
        wanted.stream().filter(item -> item.kind().template().isPresent()).forEach(names::add);
        profiles.forEach(profile -> named(profile, names));
        for (Item name : names) {
            if (name.kind().inMatchbox()) {
                TemplateKind kind = name.kind().template().orElseThrow();
                content(kind, name.name()).ifPresent(content -> versions.put(name, Version.Whole.of(new Put.OfTemplate(kind, name.name(), content))));
            }
        }
        return new Snapshot(versions, false);
    }

    private static void named(Profile profile, Set<Item> names) {
        if (!profile.ignitionId().isEmpty()) {
            names.add(new Item(Kind.IGNITION, profile.ignitionId()));
        }
        if (!profile.genericId().isEmpty()) {
            names.add(new Item(Kind.GENERIC, profile.genericId()));
        }
    }

    private Optional<Bytes> content(TemplateKind kind, String name) throws CallFailed {
        try {
            return Optional.of(remote.template(kind, name));
        } catch (CallFailed failed) {
            if (failed.kind() == CallFailed.Kind.MISSING) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** All that an object says on the server; of a template of which only the digest is known, it is asked for now. */
    Bytes text(Item item, Version version) throws CallFailed {
        return switch (version) {
            case Version.Whole whole -> whole.put().text();
            case Version.Digest _ -> remote.template(item.kind().template().orElseThrow(), item.name());
        };
    }
}
