package dev.lamplighter.console.service;

import dev.lamplighter.boot.KnownMachine;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import dev.lamplighter.store.catalog.Catalog;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What is known of machines, from where each thing is kept. {@code segments} are those that are served now. */
public record Machines(CatalogStore store, MachineState state, Optional<LeaseStore> leaseStore, Supplier<List<Segment>> segments, InstantSource clock) {

    Catalog catalog() {
        return store.current();
    }

    /** The declared ones by name, then those that were only seen, the latest first. */
    List<Known> all() {
        var all = new ArrayList<Known>();
        var declared = new HashSet<Mac>();
        Map<Mac, Seen> seen = new HashMap<>();
        List<Seen> sightings = state.seen();
        sightings.forEach(sighting -> seen.put(sighting.mac(), sighting));
        for (Machine machine : catalog().machines().machines().stream().sorted(Comparator.comparing(Machine::id)).toList()) {
            all.add(known(machine, mac -> Optional.ofNullable(seen.get(mac))));
            declared.addAll(machine.macs());
        }
        sightings.reversed().stream().filter(sighting -> !declared.contains(sighting.mac())).map(Machines::stranger).forEach(all::add);
        return all;
    }

    Optional<Known> find(String nameOrMac) {
        Inventory inventory = catalog().machines();
        Optional<Mac> mac = Mac.parse(nameOrMac);
        return inventory.named(nameOrMac).or(() -> mac.flatMap(inventory::find)).map(machine -> known(machine, state::seen))
                .or(() -> mac.flatMap(state::seen).map(Machines::stranger));
    }

    private interface Sightings {
        Optional<Seen> of(Mac mac);
    }

    private Known known(Machine machine, Sightings sightings) {
        Optional<Seen> seen = machine.macs().stream().flatMap(mac -> sightings.of(mac).stream()).max(Comparator.comparing(Seen::last));
        return new Known(Optional.of(machine), state.intent(machine.id()).filter(intent -> intent.holdsFor(machine)), seen);
    }

    private static Known stranger(Seen seen) {
        return new Known(Optional.empty(), Optional.empty(), Optional.of(seen));
    }

    /** The labels that select the group of {@code machine}: what it says of itself, as far as that is known, and over that what is declared of it. */
    Labels labels(Known machine, Catalog catalog) {
        var said = new LinkedHashMap<String, String>();
        machine.seen().map(Seen::mac).or(() -> machine.macs().stream().findFirst()).ifPresent(mac -> said.put("mac", mac.toString()));
        machine.seen().flatMap(Seen::uuid).map(UUID::toString).ifPresent(uuid -> said.put("uuid", uuid));
        return KnownMachine.selecting(catalog.machines(), new Labels(said));
    }

    /** The lease of each machine that has one now. */
    Map<Mac, Lease> leases() {
        Map<Mac, Lease> byMac = new HashMap<>();
        everyLease().stream().filter(lease -> lease.state() == Lease.State.BOUND).forEach(lease -> byMac.put(lease.mac(), lease));
        return byMac;
    }

    /** Every lease that is not over, in the order of addresses within each segment. */
    List<Lease> everyLease() {
        var now = clock.instant();
        return leaseStore.stream().flatMap(leases -> segments.get().stream().flatMap(segment -> leases.all(segment.id()).stream()))
                .filter(lease -> !lease.isOver(now)).toList();
    }
}
