package dev.lamplighter.cli.inspect;

import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.NamedProfile;
import dev.lamplighter.store.catalog.Template;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What each profile says: templates that are missing, ids, and profiles that nobody names. Remembers which templates are named. */
final class ProfileRules {

    private static final String FOLDER = "profiles/";

    private final CatalogStore store;
    private final Catalog catalog;
    private final Places places;
    private final Report report;
    private final Set<String> templates = new HashSet<>();
    private final Set<String> rendered = new HashSet<>();

    /** Templates as files below the data folder: those that profiles name, and among them those of profiles that groups name. */
    record Named(Set<String> templates, Set<String> rendered) {
        Named {
            templates = Set.copyOf(templates);
            rendered = Set.copyOf(rendered);
        }
    }

    ProfileRules(CatalogStore store, Catalog catalog, Places places, Report report) {
        this.store = store;
        this.catalog = catalog;
        this.places = places;
        this.report = report;
    }

    Named check() {
        var named = new HashSet<Profile>();
        AnyGroup.all(catalog).forEach(group -> catalog.profile(group.group().profile()).ifPresent(named::add));
        for (NamedProfile each : catalog.profiles()) {
            Profile profile = each.profile();
            String file = FOLDER + each.file();
            if (!each.file().equals(profile.id() + ".json")) {
                report.add(Severity.NOTE, "id-differs", places.of(file, List.of("id")),
                        "the id is " + profile.id() + ", but groups, gRPC and Terraform know the profile by its file name, " + each.file().replaceFirst("\\.json$", ""));
            }
            boolean used = named.contains(profile);
            if (!used) {
                report.add(Severity.NOTE, "profile-unused", Spot.of(file), "no group names this profile");
            }
            template(file, "ignition_id", TemplateKind.IGNITION, profile.ignitionId(), used);
            template(file, "generic_id", TemplateKind.GENERIC, profile.genericId(), used);
            template(file, "cloud_id", TemplateKind.CLOUD, profile.cloudId(), used);
            template(file, "ipxe_id", TemplateKind.IPXE, profile.ipxeId(), used);
            template(file, "grub_id", TemplateKind.GRUB, profile.grubId(), used);
            if (profile.boot().isEmpty() && (profile.ignitionId() + profile.genericId() + profile.cloudId() + profile.ipxeId() + profile.grubId()).isEmpty()) {
                report.add(Severity.NOTE, "profile-empty", Spot.of(file), "the profile names nothing to boot and no template, so its machines get nothing");
            }
        }
        return new Named(templates, rendered);
    }

    private void template(String file, String key, TemplateKind kind, String name, boolean used) {
        if (name.isEmpty()) {
            return;
        }
        switch (store.template(kind, name)) {
            case Template.Found found -> {
                templates.add(found.file());
                if (used) {
                    rendered.add(found.file());
                }
            }
            case Template.Missing(var reason) -> report.add(Severity.ERROR, "template-missing", places.of(file, List.of(key)), reason.sentence());
        }
    }
}
