package dev.lamplighter.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The declared machines, found by hardware address. */
public final class Inventory {

    private static final Inventory EMPTY = new Inventory(List.of());

    private final List<Machine> machines;
    private final Map<Mac, Machine> byMac = new HashMap<>();
    private final Set<Ip4> reserved = new HashSet<>();

    public Inventory(List<Machine> machines) {
        this.machines = List.copyOf(machines);
        for (Machine machine : machines) {
            machine.macs().forEach(mac -> byMac.putIfAbsent(mac, machine));
            machine.addresses().stream().filter(Ip4.class::isInstance).map(Ip4.class::cast).forEach(reserved::add);
        }
    }

    public static Inventory empty() {
        return EMPTY;
    }

    public List<Machine> machines() {
        return machines;
    }

    public Optional<Machine> find(Mac mac) {
        return Optional.ofNullable(byMac.get(mac));
    }

    /** Whether some machine declares {@code address}, so that no other may be given it. */
    public boolean reserves(Ip4 address) {
        return reserved.contains(address);
    }
}
