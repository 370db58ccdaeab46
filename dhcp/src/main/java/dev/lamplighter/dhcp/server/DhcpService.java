package dev.lamplighter.dhcp.server;

import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.service.ConflictCheck;
import dev.lamplighter.dhcp.service.FullDhcp;
import dev.lamplighter.dhcp.service.FullSettings;
import dev.lamplighter.dhcp.service.PoolSearch;
import dev.lamplighter.dhcp.service.ProxyDhcp;
import dev.lamplighter.dhcp.service.PxeBootServer;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.store.lease.LeaseStore;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Who answers on a segment: on port 67, and on port 4011. {@code machines} gives what is declared when a question arrives; {@code conflicts} is
 * there where addresses are asked for before they are offered.
 */
public record DhcpService(Segment segment, Responder<DhcpPacket, DhcpPacket> onServerPort, Responder<DhcpPacket, DhcpPacket> onBootServerPort,
        Optional<ArpConflicts> conflicts) {

    /** Leases addresses and says where to boot from. */
    public static DhcpService full(Segment segment, BootPolicy policy, Supplier<Inventory> machines, LeaseStore leases) {
        return full(segment, policy, machines, leases, new PoolSearch());
    }

    /** The same, that goes on with {@code search}. */
    public static DhcpService full(Segment segment, BootPolicy policy, Supplier<Inventory> machines, LeaseStore leases, PoolSearch search) {
        return new DhcpService(segment, new FullDhcp(policy, machines, leases, ConflictCheck.NONE, FullSettings.DEFAULT, search),
                new PxeBootServer(policy, machines), Optional.empty());
    }

    /** The same, but asks by ARP whether an address is free before a stranger is offered it. */
    public static DhcpService careful(Segment segment, BootPolicy policy, Supplier<Inventory> machines, LeaseStore leases, PoolSearch search) {
        var conflicts = new ArpConflicts();
        return new DhcpService(segment, new FullDhcp(policy, machines, leases, conflicts, FullSettings.DEFAULT, search), new PxeBootServer(policy, machines),
                Optional.of(conflicts));
    }

    /** Says where to boot from, beside the server that leases the addresses. */
    public static DhcpService proxy(Segment segment, BootPolicy policy, Supplier<Inventory> machines) {
        return new DhcpService(segment, new ProxyDhcp(policy, machines), new PxeBootServer(policy, machines), Optional.empty());
    }

    /** The same, where {@code first} is done before either answers. */
    public DhcpService after(UnaryOperator<Responder<DhcpPacket, DhcpPacket>> first) {
        return new DhcpService(segment, first.apply(onServerPort), first.apply(onBootServerPort), conflicts);
    }
}
