package dev.lamplighter.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A machine that the operator declared: said once, it gives its address, its name and its labels.
 *
 * @param id its name, which is that of its file
 * @param boot from where it boots before anything else was said
 * @param secure whether it is given what Secure Boot accepts; empty where its segment decides
 * @param file a boot file of its own: a name or an absolute URL
 */
public record Machine(String id, Set<Mac> macs, Optional<UUID> uuid, Optional<String> serial, Optional<String> hostname, List<IpAddress> addresses,
        Labels labels, BootIntent boot, Optional<Boolean> secure, Optional<String> file) {

    public Machine {
        macs = Collections.unmodifiableSet(new LinkedHashSet<>(macs));
        addresses = List.copyOf(addresses);
    }

    /** One that boots from the network, with the boot file of its kind. */
    public Machine(String id, Set<Mac> macs, Optional<UUID> uuid, Optional<String> hostname, List<IpAddress> addresses, Labels labels) {
        this(id, macs, uuid, Optional.empty(), hostname, addresses, labels, BootIntent.NETBOOT, Optional.empty(), Optional.empty());
    }

    /** What it is known by on the wire, as text: hardware addresses, UUID, serial number. */
    public Set<String> marks() {
        var marks = new LinkedHashSet<String>();
        macs.forEach(mac -> marks.add(mac.toString()));
        uuid.map(UUID::toString).ifPresent(marks::add);
        serial.ifPresent(marks::add);
        return marks;
    }

    /** The same machine under another name. */
    public Machine named(String name) {
        return new Machine(name, macs, uuid, serial, hostname, addresses, labels, boot, secure, file);
    }

    /** The address reserved for this machine within {@code subnet}, if one is. */
    public Optional<Ip4> addressIn(Subnet subnet) {
        return addresses.stream().filter(Ip4.class::isInstance).map(Ip4.class::cast).filter(subnet::contains).findFirst();
    }
}
