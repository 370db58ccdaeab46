package dev.lamplighter.dhcp.service;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Outcome.Later;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import java.util.function.Supplier;

/**
 * Says on port 67 where to boot from, beside the server that leases the addresses, and never an address (PXE 2.1 section 2.2.3). The offer
 * names the boot file itself, so that no client has to ask again on port 4011, though some do.
 */
public final class ProxyDhcp implements Responder<DhcpPacket, DhcpPacket> {

    private final BootPolicy policy;
    private final Supplier<Inventory> machines;

    /** {@code machines} gives the machines as they are declared when a question arrives. */
    public ProxyDhcp(BootPolicy policy, Supplier<Inventory> machines) {
        this.policy = policy;
        this.machines = machines;
    }

    @Override
    public Outcome<DhcpPacket> answer(DhcpPacket asked, Arrival arrival) {
        if (asked.isBootp()) {
            return Reasons.ignored(Reasons.PROXY_NO_ADDRESS);
        }
        return asked.kind().map(kind -> switch (kind) {
            case DISCOVER -> offer(asked, arrival.via());
            case REQUEST, DECLINE, RELEASE, INFORM -> Reasons.<DhcpPacket>ignored(Reasons.PROXY_NO_ADDRESS);
            case OFFER, ACK, NAK -> Reasons.<DhcpPacket>ignored(Reasons.NOT_A_QUESTION);
        }).orElseGet(() -> Reasons.ignored(Reasons.UNKNOWN_TYPE));
    }

    private Outcome<DhcpPacket> offer(DhcpPacket asked, Segment via) {
        if (!Hosts.isStation(asked.chaddr())) {
            return Reasons.ignored(Reasons.NO_STATION);
        }
        if (!asked.giaddr().isNone() && !isDeclared(asked.giaddr(), via)) {
            return Reasons.ignored(Reasons.unknownRelay(asked.giaddr()));
        }
        BootClient client = BootClients.of(asked);
        if (client.speaks() == Speaks.PLAIN) {
            return Reasons.ignored(Reasons.NOT_PXE);
        }
        return new Later<>(() -> offer(asked, client, via));
    }

    /** May wait, as the policy may. */
    private Outcome<DhcpPacket> offer(DhcpPacket asked, BootClient client, Segment via) {
        BootPlan plan = policy.plan(client, via, machines.get().find(asked.chaddr()));
        return switch (plan) {
            case BootPlan.Chainload _, BootPlan.OpenUrl _, BootPlan.OwnFiles _, BootPlan.Menu _ -> beside(plan, asked, client, via);
            case BootPlan.LocalDisk _ -> client.speaks() == Speaks.PXE ? beside(plan, asked, client, via) : Reasons.ignored(plan.reason());
            case BootPlan.Nothing _ -> Reasons.ignored(plan.reason());
        };
    }

    private static Outcome<DhcpPacket> beside(BootPlan plan, DhcpPacket asked, BootClient client, Segment via) {
        return Answer.of(Kind.OFFER, asked, via.advertise()).broadcast().bootBeside(plan, client, via.advertise()).reply();
    }

    private static boolean isDeclared(Ip4 giaddr, Segment via) {
        boolean onLink = via.onLink().filter(link -> link.contains(giaddr)).isPresent();
        return !giaddr.equals(via.advertise()) && (onLink || via.planFor(giaddr).isPresent());
    }
}
