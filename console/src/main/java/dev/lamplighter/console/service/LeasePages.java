package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import dev.lamplighter.store.lease.Lease;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The addresses that we have given out. */
final class LeasePages {

    private final Machines machines;

    LeasePages(Machines machines) {
        this.machines = machines;
    }

    /** At most {@code most}. */
    Document list(int most) {
        var all = machines.everyLease();
        var inventory = machines.catalog().machines();
        var node = Json.object().put("total", all.size()).put("kept", machines.leaseStore().isPresent());
        var array = node.putArray("leases");
        all.stream().limit(most).forEach(lease -> {
            var each = array.addObject();
            put(each, lease);
            inventory.find(lease.mac()).ifPresent(machine -> each.put("name", machine.id()));
        });
        return Json.document(node);
    }

    static void put(ObjectNode node, Lease lease) {
        node.put("segment", lease.segment().toString()).put("address", lease.address().toString()).put("mac", lease.mac().toString())
                .put("state", lease.state().name().toLowerCase(Locale.ROOT)).put("expires", lease.expires().toString());
        lease.hostname().ifPresent(hostname -> node.put("hostname", hostname));
    }
}
