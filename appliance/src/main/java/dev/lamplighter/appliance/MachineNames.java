package dev.lamplighter.appliance;

import dev.lamplighter.dns.packet.DnsName;
import dev.lamplighter.dns.service.NameTable;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.SubnetPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The names of declared machines for DNS: the hostname, and with the domain of each subnet that the machine has an address in, that first. The
 * table is made anew only when there is another inventory.
 */
final class MachineNames implements Supplier<NameTable> {

    private record Made(Inventory from, NameTable table) {}

    private final Supplier<Inventory> machines;
    private final List<SubnetPlan> subnets;
    private volatile Made made = new Made(Inventory.empty(), NameTable.EMPTY);

    MachineNames(Supplier<Inventory> machines, List<Segment> segments) {
        this.machines = machines;
        this.subnets = segments.stream().flatMap(segment -> segment.subnets().stream()).toList();
    }

    @Override
    public NameTable get() {
        Inventory now = machines.get();
        Made latest = made;
        if (latest.from() == now) {
            return latest.table();
        }
        var anew = new Made(now, new NameTable(now.machines().stream().map(this::named).toList()));
        made = anew;
        return anew.table();
    }

    private NameTable.Named named(Machine machine) {
        Optional<String> host = machine.hostname().filter(MachineNames::isName);
        if (host.isEmpty()) {
            return new NameTable.Named(List.of(), List.of());
        }
        Set<String> names = new LinkedHashSet<>();
        if (!host.get().contains(".")) {
            for (SubnetPlan plan : subnets) {
                boolean there = machine.addresses().stream().anyMatch(address -> address instanceof Ip4 ip && plan.subnet().contains(ip));
                plan.domain().filter(domain -> there).map(domain -> host.get() + "." + domain).filter(MachineNames::isName).ifPresent(names::add);
            }
        }
        names.add(host.get());
        return new NameTable.Named(new ArrayList<>(names), machine.addresses());
    }

    private static boolean isName(String text) {
        try {
            return !DnsName.of(text).isRoot();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
