package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Ip4;
import java.util.Optional;

/** An INFORM says its client's address in {@code ciaddr}; some say it only by where they come from. */
final class Informing {

    private Informing() {}

    /** {@code asked}, with the address of its sender as {@code ciaddr} where it is an INFORM without one. */
    static DhcpPacket withItsAddress(DhcpPacket asked, Arrival arrival) {
        boolean silent = asked.kind().equals(Optional.of(Kind.INFORM)) && asked.ciaddr().isNone() && asked.giaddr().isNone();
        Ip4 source = Ip4.of(arrival.from().getAddress());
        return silent && Hosts.isHost(source) ? asked.withCiaddr(source) : asked;
    }
}
