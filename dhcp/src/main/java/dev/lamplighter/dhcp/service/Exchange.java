package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption.ClientIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.HostName;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.store.lease.ClientId;
import dev.lamplighter.store.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** One question to the server that leases addresses, with what is known of who asks: its subnet, the machine if it is declared, its identity. */
record Exchange(DhcpPacket asked, Arrival arrival, SubnetPlan plan, Inventory inventory, Optional<Machine> machine, ClientId client) {

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    static Exchange of(DhcpPacket asked, Arrival arrival, SubnetPlan plan, Inventory inventory) {
        Optional<Machine> machine = inventory.find(asked.chaddr());
        boolean reserved = machine.flatMap(it -> it.addressIn(plan.subnet())).isPresent();
        return new Exchange(asked, arrival, plan, inventory, machine, identity(asked, reserved));
    }

    /**
     * A machine with an address of its own is known by its hardware, because firmware, iPXE and system give different client identifiers;
     * the others by option 61 where they send one (RFC 2131 section 4.2).
     */
    private static ClientId identity(DhcpPacket asked, boolean reserved) {
        Optional<Bytes> said = asked.option(ClientIdentifier.class).map(ClientIdentifier::value).filter(value -> !reserved && !value.isEmpty());
        return new ClientId(said.orElseGet(() -> Bytes.hex(String.format("%02x", asked.htype()) + asked.chaddr().octets().toHex())));
    }

    Segment via() {
        return arrival.via();
    }

    Instant now() {
        return arrival.at();
    }

    /** The address that is declared for this machine here. */
    Optional<Ip4> reserved() {
        return machine.flatMap(it -> it.addressIn(plan.subnet()));
    }

    /** Whether the plan gives this client {@code address}, if it is free: its own, or one of the pool that is nobody's. */
    boolean mayHave(Ip4 address) {
        if (reserved().filter(address::equals).isPresent()) {
            return true;
        }
        return plan.pool().filter(pool -> pool.contains(address)).isPresent() && plan.subnet().contains(address) && !inventory.reserves(address)
                && !address.equals(via().advertise()) && !address.equals(plan.subnet().network()) && !address.equals(plan.subnet().broadcast())
                && !plan.routers().contains(address);
    }

    Lease lease(Ip4 address, Lease.State state, Duration time) {
        return new Lease(via().id(), client, address, state, now().plus(time), asked.chaddr(), hostName());
    }

    /** The declared name, else the name that the client gives itself where it is one (RFC 1035 section 2.3.1). */
    private Optional<String> hostName() {
        return machine.flatMap(Machine::hostname)
                .or(() -> asked.option(HostName.class).map(HostName::name).filter(name -> HOST_NAME.matcher(name).matches()));
    }
}
