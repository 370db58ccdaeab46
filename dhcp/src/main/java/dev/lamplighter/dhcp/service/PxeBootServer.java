package dev.lamplighter.dhcp.service;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootClient.Speaks;
import dev.lamplighter.boot.policy.BootPlan;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Outcome.Later;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import java.util.function.Supplier;

/** The boot server on port 4011 (PXE 2.1 section 2.2.5): a client that has its address asks once more for its boot file, and gets an ACK. */
public final class PxeBootServer implements Responder<DhcpPacket, DhcpPacket> {

    private final BootPolicy policy;
    private final Supplier<Inventory> machines;

    /** {@code machines} gives the machines as they are declared when a question arrives. */
    public PxeBootServer(BootPolicy policy, Supplier<Inventory> machines) {
        this.policy = policy;
        this.machines = machines;
    }

    @Override
    public Outcome<DhcpPacket> answer(DhcpPacket asked, Arrival arrival) {
        return asked.kind().map(kind -> switch (kind) {
            case REQUEST, INFORM, DISCOVER -> acknowledge(asked, arrival.via());
            case DECLINE, RELEASE -> Reasons.<DhcpPacket>ignored(Reasons.PROXY_NO_ADDRESS);
            case OFFER, ACK, NAK -> Reasons.<DhcpPacket>ignored(Reasons.NOT_A_QUESTION);
        }).orElseGet(() -> Reasons.ignored(asked.isBootp() ? Reasons.NOT_PXE : Reasons.UNKNOWN_TYPE));
    }

    private Outcome<DhcpPacket> acknowledge(DhcpPacket asked, Segment via) {
        if (!Hosts.isStation(asked.chaddr())) {
            return Reasons.ignored(Reasons.NO_STATION);
        }
        if (!asked.ciaddr().isNone() && !Hosts.isHost(asked.ciaddr())) {
            return Reasons.ignored(Reasons.NO_HOST);
        }
        if (asked.option(ServerIdentifier.class).filter(server -> !server.address().equals(via.advertise())).isPresent()) {
            return Reasons.ignored(Reasons.OTHER_SERVER);
        }
        BootClient client = BootClients.of(asked);
        if (client.speaks() == Speaks.PLAIN) {
            return Reasons.ignored(Reasons.NOT_PXE);
        }
        return new Later<>(() -> acknowledge(asked, client, via));
    }

    /** May wait, as the policy may. */
    private Outcome<DhcpPacket> acknowledge(DhcpPacket asked, BootClient client, Segment via) {
        BootPlan plan = policy.plan(client, via, machines.get().find(asked.chaddr()));
        return switch (plan) {
            case BootPlan.Chainload _, BootPlan.OpenUrl _, BootPlan.OwnFiles _, BootPlan.Menu _ -> {
                var answer = Answer.of(Kind.ACK, asked, via.advertise()).ciaddr(asked.ciaddr()).bootBeside(plan, client, via.advertise());
                BootMenus.item(asked).ifPresent(answer::bootItem);
                yield answer.reply();
            }
            case BootPlan.LocalDisk _ -> client.speaks() == Speaks.PXE ?
                    Answer.of(Kind.ACK, asked, via.advertise()).ciaddr(asked.ciaddr()).bootBeside(plan, client, via.advertise()).reply()
                    : Reasons.ignored(plan.reason());
            case BootPlan.Nothing _ -> Reasons.ignored(plan.reason());
        };
    }
}
