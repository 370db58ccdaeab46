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
import java.util.List;
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
        return said.map(ClientId::new).orElseGet(() -> hardware(asked));
    }

    private static ClientId hardware(DhcpPacket asked) {
        byte[] octets = new byte[1 + asked.chaddr().octets().length()];
        octets[0] = (byte) asked.htype();
        System.arraycopy(asked.chaddr().octets().toArray(), 0, octets, 1, octets.length - 1);
        return new ClientId(Bytes.owned(octets));
    }

    /**
     * Whether {@code lease} is of the same station under another name: firmware that gives none and a system that gives one, in either order, are
     * one machine and keep one address. Two names that are both more than the hardware's are two clients.
     */
    boolean isSameStation(Lease lease) {
        ClientId hardware = hardware(asked);
        return lease.state() != Lease.State.QUARANTINED && lease.mac().equals(asked.chaddr())
                && (client.equals(hardware) || lease.client().equals(hardware));
    }

    Segment via() {
        return arrival.via();
    }

    Instant now() {
        return arrival.at();
    }

    /** Our address as this client shall know it. */
    Ip4 server() {
        return Relaying.server(asked).orElse(via().advertise());
    }

    /** Whether {@code identifier} is ours, by whatever name this client knows us. */
    boolean isUs(Ip4 identifier) {
        return identifier.equals(via().advertise()) || identifier.equals(server());
    }

    /** The addresses that are declared for this machine here. */
    List<Ip4> reserved() {
        return machine.stream().flatMap(it -> it.addresses().stream()).filter(Ip4.class::isInstance).map(Ip4.class::cast)
                .filter(plan.subnet()::contains).toList();
    }

    /** Whether the plan gives this client {@code address}, if it is free: its own, or one of the pools that is nobody's. */
    boolean mayHave(Ip4 address) {
        return reserved().contains(address) || isForAnybody(address);
    }

    private boolean isForAnybody(Ip4 address) {
        return plan.pooled(address) && plan.subnet().contains(address) && !inventory.reserves(address)
                && !address.equals(via().advertise()) && !address.equals(plan.subnet().network()) && !address.equals(plan.subnet().broadcast())
                && !plan.routers().contains(address) && !plan.dns().contains(address) && !plan.extras().ntp().contains(address);
    }

    /** Whether the network of this client is the one that we are on, so that we hear its ARP. */
    boolean isOnLink() {
        return asked.giaddr().isNone() && plan.subnet().contains(via().advertise());
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
