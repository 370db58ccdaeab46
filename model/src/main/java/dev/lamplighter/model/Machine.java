package dev.lamplighter.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A machine that the operator declared: said once, it gives its address, its name and its labels. */
public record Machine(String id, Set<Mac> macs, Optional<UUID> uuid, Optional<String> hostname, List<IpAddress> addresses, Labels labels) {

    public Machine {
        macs = Set.copyOf(macs);
        addresses = List.copyOf(addresses);
    }

    /** The address reserved for this machine within {@code subnet}, if one is. */
    public Optional<Ip4> addressIn(Subnet subnet) {
        return addresses.stream().filter(Ip4.class::isInstance).map(Ip4.class::cast).filter(subnet::contains).findFirst();
    }
}
