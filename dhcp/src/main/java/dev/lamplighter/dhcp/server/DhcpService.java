package dev.lamplighter.dhcp.server;

import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.service.FullDhcp;
import dev.lamplighter.dhcp.service.FullSettings;
import dev.lamplighter.dhcp.service.ProxyDhcp;
import dev.lamplighter.dhcp.service.PxeBootServer;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.store.lease.LeaseStore;
import java.util.function.Supplier;

/** Who answers on a segment: on port 67, and on port 4011. {@code machines} gives what is declared when a question arrives. */
public record DhcpService(Segment segment, Responder<DhcpPacket, DhcpPacket> onServerPort, Responder<DhcpPacket, DhcpPacket> onBootServerPort) {

    /** Leases addresses and says where to boot from. */
    public static DhcpService full(Segment segment, BootPolicy policy, Supplier<Inventory> machines, LeaseStore leases) {
        return new DhcpService(segment, new FullDhcp(policy, machines, leases, FullSettings.DEFAULT), new PxeBootServer(policy, machines));
    }

    /** Says where to boot from, beside the server that leases the addresses. */
    public static DhcpService proxy(Segment segment, BootPolicy policy, Supplier<Inventory> machines) {
        return new DhcpService(segment, new ProxyDhcp(policy, machines), new PxeBootServer(policy, machines));
    }
}
