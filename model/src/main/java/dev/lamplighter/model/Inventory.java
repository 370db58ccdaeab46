package dev.lamplighter.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The declared machines, found by whatever is theirs alone: hardware address, UUID, serial number, address, host name. Of two that claim the
 * same the first keeps it, and the other is here without it; {@link #clashes} tells. Immutable; a look-up costs the same however many there are.
 */
public final class Inventory {

    private static final Inventory EMPTY = new Inventory(List.of());

    private final Map<String, Machine> byName = new LinkedHashMap<>();
    private final Map<Mac, Machine> byMac = new HashMap<>();
    private final Map<UUID, Machine> byUuid = new HashMap<>();
    private final Map<String, Machine> bySerial = new HashMap<>();
    private final Map<IpAddress, Machine> byAddress = new HashMap<>();
    private final Map<String, Machine> byHostname = new HashMap<>();
    private final List<Clash> clashes = new ArrayList<>();

    /** {@code other} claims what is {@code keeper}'s already, such as {@code mac 52:54:00:a1:9c:ae}. */
    public record Clash(Machine keeper, Machine other, String what) {}

    public Inventory(List<Machine> machines) {
        machines.forEach(this::admit);
    }

    private void admit(Machine machine) {
        if (byName.containsKey(machine.id())) {
            clashes.add(new Clash(byName.get(machine.id()), machine, "name " + machine.id()));
            return;
        }
        var claim = new Claim(machine);
        var macs = new LinkedHashSet<>(machine.macs());
        macs.removeIf(mac -> claim.isTaken(byMac.get(mac), "mac " + mac));
        var addresses = new ArrayList<>(machine.addresses());
        addresses.removeIf(address -> claim.isTaken(byAddress.get(address), "address " + address));
        var uuid = machine.uuid().filter(value -> !claim.isTaken(byUuid.get(value), "uuid " + value));
        var serial = machine.serial().filter(value -> !claim.isTaken(bySerial.get(value), "serial " + value));
        var hostname = machine.hostname().filter(value -> !claim.isTaken(byHostname.get(folded(value)), "hostname " + value));
        var admitted = claim.clashed
                ? new Machine(machine.id(), macs, uuid, serial, hostname, addresses, machine.labels(), machine.boot(), machine.secure(), machine.file())
                : machine;
        byName.put(admitted.id(), admitted);
        admitted.macs().forEach(mac -> byMac.put(mac, admitted));
        admitted.addresses().forEach(address -> byAddress.put(address, admitted));
        admitted.uuid().ifPresent(value -> byUuid.put(value, admitted));
        admitted.serial().ifPresent(value -> bySerial.put(value, admitted));
        admitted.hostname().ifPresent(value -> byHostname.put(folded(value), admitted));
    }

    private final class Claim {
        private final Machine machine;
        private boolean clashed;

        Claim(Machine machine) {
            this.machine = machine;
        }

        /** {@code holder} is null where nobody has it yet. */
        boolean isTaken(Machine holder, String what) {
            if (holder == null) {
                return false;
            }
            clashed = true;
            clashes.add(new Clash(holder, machine, what));
            return true;
        }
    }

    private static String folded(String hostname) {
        return hostname.toLowerCase(Locale.ROOT);
    }

    public static Inventory empty() {
        return EMPTY;
    }

    /** All of them, in their order. */
    public List<Machine> machines() {
        return List.copyOf(byName.values());
    }

    /** What machines claimed in vain. */
    public List<Clash> clashes() {
        return List.copyOf(clashes);
    }

    public Optional<Machine> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Machine> find(Mac mac) {
        return Optional.ofNullable(byMac.get(mac));
    }

    public Optional<Machine> find(UUID uuid) {
        return Optional.ofNullable(byUuid.get(uuid));
    }

    /** Whose address this is. An address proves nothing: who sends from it may be anybody. */
    public Optional<Machine> at(IpAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** Whose host name this is, in any letter case, as it was declared: with or without a domain. */
    public Optional<Machine> host(String hostname) {
        return Optional.ofNullable(byHostname.get(folded(hostname)));
    }

    /** The machine that says these labels of itself: by its {@code mac}, else its {@code uuid}, else its {@code serial}; never by where it asks from. */
    public Optional<Machine> find(Labels labels) {
        return labels.mac().flatMap(this::find)
                .or(() -> labels.get("uuid").flatMap(Inventory::uuid).flatMap(this::find))
                .or(() -> labels.get("serial").map(bySerial::get));
    }

    /** Reads a UUID in its one form of 36 characters, in any letter case. */
    public static Optional<UUID> uuid(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            var uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether some machine declares {@code address}, so that no other may be given it. */
    public boolean reserves(Ip4 address) {
        return byAddress.containsKey(address);
    }
}
