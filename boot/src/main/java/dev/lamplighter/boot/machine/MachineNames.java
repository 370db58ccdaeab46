package dev.lamplighter.boot.machine;

import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Subnet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The names of declared machines for DNS, both ways. A host name without a dot has the domain of the subnet that its address is in, and is
 * known without it, too.
 */
public final class MachineNames {

    private final Supplier<Inventory> machines;
    private final Map<Subnet, String> domains;

    /** {@code domains} are those of the served subnets, in the order in which they are looked at. */
    public MachineNames(Supplier<Inventory> machines, Map<Subnet, String> domains) {
        this.machines = machines;
        this.domains = domains;
    }

    /** The addresses of {@code name}, which has no dot at its end; empty where it is no machine's. */
    public List<IpAddress> addresses(String name) {
        var inventory = machines.get();
        Optional<Machine> whole = inventory.host(name);
        if (whole.isPresent()) {
            return whole.get().addresses();
        }
        int dot = name.indexOf('.');
        if (dot <= 0) {
            return List.of();
        }
        String domain = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return inventory.host(name.substring(0, dot)).map(machine -> machine.addresses().stream().filter(address -> domain(address).filter(domain::equals).isPresent())
                .toList()).orElse(List.of());
    }

    /** Whether {@code name} is a machine's, with addresses or without. */
    public boolean isKnown(String name) {
        return machines.get().host(name).isPresent() || !addresses(name).isEmpty();
    }

    /** The full name of the machine that declares {@code address}. */
    public Optional<String> name(IpAddress address) {
        return machines.get().at(address).flatMap(Machine::hostname)
                .map(host -> host.indexOf('.') >= 0 ? host : domain(address).map(domain -> host + "." + domain).orElse(host));
    }

    /** An address that is in none of the subnets, as every IPv6 address, has the first domain. */
    private Optional<String> domain(IpAddress address) {
        return domains.entrySet().stream().filter(entry -> address instanceof Ip4 four && entry.getKey().contains(four)).map(Map.Entry::getValue).findFirst()
                .or(() -> domains.values().stream().findFirst())
                .map(domain -> domain.toLowerCase(Locale.ROOT));
    }
}
