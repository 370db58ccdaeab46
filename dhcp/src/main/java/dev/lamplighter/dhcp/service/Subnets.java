package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.SubnetPlan;
import java.util.Optional;

/** Finds the subnet that a client is in. */
final class Subnets {

    private Subnets() {}

    /**
     * By what its relay names, else by the relay's address; without a relay by its own address, if that is of a declared subnet (a renewal passes
     * the relay by); else the segment's own subnet.
     */
    static Optional<SubnetPlan> of(DhcpPacket asked, Segment via) {
        if (!asked.giaddr().isNone()) {
            return asked.giaddr().equals(via.advertise()) ? Optional.empty() : via.planFor(Relaying.link(asked).orElse(asked.giaddr()));
        }
        return plan(asked.ciaddr(), via).or(() -> via.planFor(via.advertise())).or(() -> onLink(via));
    }

    private static Optional<SubnetPlan> plan(Ip4 ciaddr, Segment via) {
        return ciaddr.isNone() ? Optional.empty() : via.planFor(ciaddr);
    }

    private static Optional<SubnetPlan> onLink(Segment via) {
        return via.subnets().stream().filter(plan -> via.onLink().filter(link -> link.contains(plan.subnet().network())).isPresent()).findFirst();
    }
}
