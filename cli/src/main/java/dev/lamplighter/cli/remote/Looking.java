package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Arguments;
import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.Usage;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads objects from a server: those that are named, or all of a kind. */
final class Looking {

    /** What was found, and the exit code of what was not. */
    record Found(Shown shown, int count, int code) {}

    private final Remote remote;
    private final Console console;

    Looking(Remote remote, Console console) {
        this.remote = remote;
        this.console = console;
    }

    /** {@code users} says whether it is to be told which profiles name a template. */
    Found find(Kind kind, List<String> names, boolean users) throws CallFailed {
        return switch (kind) {
            case GROUP -> groups(names);
            case PROFILE -> profiles(names);
            case IGNITION, GENERIC, CLOUD, IPXE, GRUB -> templates(kind.template().orElseThrow(), names, users);
        };
    }

    private Found groups(List<String> ids) throws CallFailed {
        var groups = new ArrayList<Group>();
        int code = Usage.DONE;
        if (ids.isEmpty()) {
            groups.addAll(remote.groups());
        } else {
            code = Asking.forEach(ids, console, id -> groups.add(remote.group(id)));
        }
        return new Found(new ShownGroups(groups), groups.size(), code);
    }

    private Found profiles(List<String> ids) throws CallFailed {
        var profiles = new ArrayList<Profile>();
        int code = Usage.DONE;
        if (ids.isEmpty()) {
            profiles.addAll(remote.profiles());
        } else {
            code = Asking.forEach(ids, console, id -> profiles.add(remote.profile(id)));
        }
        return new Found(new ShownProfiles(profiles), profiles.size(), code);
    }

    private Found templates(TemplateKind kind, List<String> names, boolean users) throws CallFailed {
        if (names.isEmpty()) {
            var all = list(kind);
            return new Found(new ShownSummaries(all), all.size(), Usage.DONE);
        }
        var profiles = users ? remote.profiles() : List.<Profile>of();
        var templates = new ArrayList<ShownTemplates.Template>();
        int code = Asking.forEach(names, console, name -> {
            Bytes content = remote.template(kind, name);
            templates.add(new ShownTemplates.Template(new Item(Kind.of(kind), name), content,
                    profiles.stream().filter(profile -> named(profile, kind).equals(name)).map(Profile::id).toList()));
        });
        return new Found(new ShownTemplates(templates), templates.size(), code);
    }

    private List<TemplateSummary> list(TemplateKind kind) throws CallFailed {
        try {
            return remote.templates(Optional.of(kind));
        } catch (CallFailed failed) {
            if (failed.kind() != CallFailed.Kind.UNSUPPORTED) {
                throw failed;
            }
            String noun = Kind.of(kind).noun();
            throw new CallFailed(CallFailed.Kind.UNSUPPORTED, remote.endpoint() + " cannot list templates, as Matchbox cannot; name the one that you want"
                    + " (lamplighter get " + noun + " NAME), or look into the profiles for the names they use (lamplighter get profiles)", failed);
        }
    }

    private static String named(Profile profile, TemplateKind kind) {
        return switch (kind) {
            case IGNITION -> profile.ignitionId();
            case GENERIC -> profile.genericId();
            case CLOUD -> profile.cloudId();
            case IPXE -> profile.ipxeId();
            case GRUB -> profile.grubId();
        };
    }
}
