package dev.lamplighter.console.service;

import dev.lamplighter.boot.machine.Vendors;
import dev.lamplighter.console.service.LastBoots.Last;
import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.NearMiss;
import dev.lamplighter.store.catalog.Selection;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.state.Seen;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The machines that are declared and those that were only seen: what they are, from where they boot, what they have, and how their last boot went. */
final class MachinePages {

    private static final int NOT_FOUND = 404;

    private final Machines machines;
    private final LastBoots boots;

    MachinePages(Machines machines, LastBoots boots) {
        this.machines = machines;
        this.boots = boots;
    }

    /** All of them, or those that {@code search} is found in; at most {@code most}. */
    Document list(String search, int most) {
        var node = Json.object();
        LastBoots.All last = boots.all();
        last.trouble().ifPresent(trouble -> node.put("trouble", trouble));
        var leases = machines.leases();
        var array = node.putArray("machines");
        int found = 0;
        for (Known machine : machines.all()) {
            if (search.isEmpty() || machine.words().anyMatch(word -> word.contains(search))) {
                found++;
                if (array.size() < most) {
                    put(array.addObject(), machine, leases, last.boots());
                }
            }
        }
        return Json.document(node.put("total", found));
    }

    /** The declared machine of that name. */
    Optional<Machine> declared(String name) {
        return machines.catalog().machines().named(name);
    }

    /** One, by name or hardware address, with the group it gets and why. */
    Document one(String nameOrMac) {
        Optional<Known> found = machines.find(nameOrMac);
        if (found.isEmpty()) {
            return Document.plain(NOT_FOUND, "no machine " + nameOrMac + " is declared, and none was seen");
        }
        var node = Json.object();
        put(node, found.get(), machines.leases(), boots.all().boots());
        Catalog catalog = machines.catalog();
        var segments = node.putArray("segments");
        machines.segments().get().forEach(segment -> segments.add(segment.interfaceName()));
        match(node.putObject("match"), catalog, catalog.match(machines.labels(found.get(), catalog)));
        return Json.document(node);
    }

    private static void match(ObjectNode node, Catalog catalog, Selection selection) {
        switch (selection) {
            case Selection.Matched matched -> node.put("group", matched.group().id()).put("file", matched.file()).put("why", matched.why())
                    .put("profile", matched.group().profile()).put("profileIsThere", catalog.profile(matched.group().profile()).isPresent());
            case Selection.Unmatched(List<NearMiss> nearest) -> {
                var array = node.putArray("nearest");
                nearest.forEach(miss -> array.addObject().put("file", miss.file()).put("key", miss.key()).put("wants", miss.wants()).put("had", miss.had().orElse("")));
            }
        }
    }

    private static void put(ObjectNode node, Known machine, Map<Mac, Lease> leases, Map<Mac, Last> last) {
        machine.declared().ifPresent(declared -> declared(node, declared));
        Set<Mac> macs = machine.macs();
        var array = node.putArray("macs");
        macs.forEach(mac -> array.add(mac.toString()));
        macs.stream().findFirst().flatMap(Vendors::of).ifPresent(vendor -> node.put("vendor", vendor));
        machine.current().map(BootIntent::key).ifPresent(boot -> node.put("boot", boot));
        machine.set().ifPresent(intent -> node.put("bootSince", intent.since().toString()).put("bootBecause", intent.why()));
        machine.seen().ifPresent(seen -> seen(node, seen));
        macs.stream().filter(leases::containsKey).findFirst().map(leases::get).ifPresent(lease -> LeasePages.put(node.putObject("lease"), lease));
        macs.stream().filter(last::containsKey).map(last::get).max(Comparator.comparing(Last::began)).ifPresent(boot -> last(node.putObject("last"), boot));
    }

    private static void declared(ObjectNode node, Machine machine) {
        node.put("name", machine.id());
        machine.hostname().ifPresent(hostname -> node.put("hostname", hostname));
        machine.uuid().map(UUID::toString).ifPresent(uuid -> node.put("uuid", uuid));
        machine.serial().ifPresent(serial -> node.put("serial", serial));
        var addresses = node.putArray("addresses");
        machine.addresses().forEach(address -> addresses.add(address.toString()));
        var labels = node.putObject("labels");
        machine.labels().values().forEach(labels::put);
    }

    private static void seen(ObjectNode node, Seen seen) {
        var it = node.putObject("seen").put("first", seen.first().toString()).put("last", seen.last().toString());
        seen.address().ifPresent(address -> it.put("address", address.toString()));
        seen.arch().map(Arch::kind).ifPresent(kind -> node.put("arch", kind.key()));
        if (!node.has("uuid")) {
            seen.uuid().map(UUID::toString).ifPresent(uuid -> node.put("uuid", uuid));
        }
    }

    private static void last(ObjectNode node, Last boot) {
        node.put("id", boot.id()).put("state", boot.state()).put("stage", boot.stage()).put("began", boot.began().toString()).put("at", boot.at().toString());
        boot.trouble().ifPresent(why -> node.put("why", why));
        boot.check().ifPresent(check -> node.put("check", check));
    }
}
