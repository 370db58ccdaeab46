package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.LabelPattern;
import dev.lamplighter.store.catalog.Metadata;
import dev.lamplighter.store.catalog.NamedGroup;
import dev.lamplighter.store.catalog.NamedProfile;
import dev.lamplighter.store.catalog.OwnGroup;
import dev.lamplighter.store.catalog.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Groups with the machines that they take, and profiles with the groups that name them. Metadata is not shown: it may hold secrets. */
final class CatalogPages {

    /** How many machines of a group are named. */
    private static final int NAMED = 100;

    private final Machines machines;

    CatalogPages(Machines machines) {
        this.machines = machines;
    }

    private record Row(String file, Group group, Map<String, LabelPattern> patterns) {

        boolean says(String search) {
            return search.isEmpty() || Stream.of(Stream.of(file, group.id(), group.name(), group.profile()), group.selector().values().stream()).flatMap(each -> each)
                    .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(search));
        }
    }

    /** Those that {@code search} is found in; at most {@code most}. */
    Document groups(String search, int most) {
        Catalog catalog = machines.catalog();
        Map<String, List<Known>> taken = new HashMap<>();
        for (Known machine : machines.all()) {
            if (catalog.match(machines.labels(machine, catalog)) instanceof Selection.Matched matched) {
                taken.computeIfAbsent(matched.file(), _ -> new ArrayList<>()).add(machine);
            }
        }
        var rows = Stream.concat(catalog.groups().stream().map(group -> new Row(group.file(), group.group(), Map.of())),
                catalog.ownGroups().stream().map(group -> new Row(group.file(), group.group(), group.patterns()))).filter(row -> row.says(search)).toList();
        var node = Json.object().put("total", rows.size());
        var array = node.putArray("groups");
        rows.stream().limit(most).forEach(row -> put(array.addObject(), row, catalog, taken.getOrDefault(row.file(), List.of())));
        return Json.document(node);
    }

    private static void put(ObjectNode node, Row row, Catalog catalog, List<Known> taken) {
        Group group = row.group();
        node.put("id", group.id()).put("name", group.name()).put("file", row.file()).put("profile", group.profile())
                .put("profileIsThere", catalog.profile(group.profile()).isPresent()).put("takes", taken.size());
        var selector = node.putObject("selector");
        group.selector().forEach(selector::put);
        row.patterns().forEach((key, pattern) -> selector.put(key, pattern.toString()));
        var array = node.putArray("machines");
        taken.stream().limit(NAMED).forEach(machine -> {
            var each = array.addObject().put("mac", machine.macs().stream().findFirst().map(Object::toString).orElse(""));
            machine.declared().ifPresent(declared -> each.put("name", declared.id()));
        });
    }

    Document profiles(String search, int most) {
        Catalog catalog = machines.catalog();
        Map<String, List<String>> named = new HashMap<>();
        Stream.concat(catalog.groups().stream().map(NamedGroup::group), catalog.ownGroups().stream().map(OwnGroup::group))
                .forEach(group -> named.computeIfAbsent(group.profile(), _ -> new ArrayList<>()).add(group.id()));
        var rows = catalog.profiles().stream().filter(row -> search.isEmpty() || row.file().toLowerCase(Locale.ROOT).contains(search)
                || row.profile().name().toLowerCase(Locale.ROOT).contains(search)).toList();
        var node = Json.object().put("total", rows.size());
        var array = node.putArray("profiles");
        rows.stream().limit(most).forEach(row -> put(array.addObject(), row, named));
        return Json.document(node);
    }

    private static void put(ObjectNode node, NamedProfile row, Map<String, List<String>> named) {
        Profile profile = row.profile();
        String id = row.file().replaceFirst("\\.json$", "");
        node.put("id", id).put("name", profile.name()).put("file", row.file());
        Map.of("ignition", profile.ignitionId(), "cloud", profile.cloudId(), "generic", profile.genericId(), "ipxe", profile.ipxeId(), "grub", profile.grubId())
                .forEach((kind, template) -> {
                    if (!template.isEmpty()) {
                        node.put(kind, template);
                    }
                });
        profile.boot().ifPresent(boot -> {
            node.put("kernel", boot.kernel());
            var initrd = node.putArray("initrd");
            boot.initrd().forEach(initrd::add);
            var args = node.putArray("args");
            boot.args().forEach(args::add);
        });
        var groups = named.getOrDefault(id, List.of());
        var array = node.put("named", groups.size()).putArray("groups");
        groups.stream().limit(NAMED).forEach(array::add);
    }
}
