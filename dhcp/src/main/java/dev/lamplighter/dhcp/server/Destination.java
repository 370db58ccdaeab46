package dev.lamplighter.dhcp.server;

import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where an answer goes (RFC 2131 section 4.1); who informs itself has an address and is answered there, past any relay (section 4.3.5). */
public sealed interface Destination {

    int SERVER_PORT = 67;
    int CLIENT_PORT = 68;
    int BOOT_SERVER_PORT = 4011;

    /** To a host that answers ARP, or beyond a router. */
    record Unicast(Ip4 address, int port) implements Destination {}

    /** To everybody on the segment. */
    record Broadcast() implements Destination {}

    /** To a station that has not yet taken the address. */
    record Station(Mac chaddr, Ip4 yiaddr) implements Destination {}

    /** Where {@code answer} to {@code asked} goes, which came from {@code from} to our {@code port}. */
    static Destination of(DhcpPacket asked, DhcpPacket answer, InetSocketAddress from, int port) {
        if (port == BOOT_SERVER_PORT) {
            Ip4 source = Ip4.of(from.getAddress());
            Ip4 client = asked.ciaddr().isNone() ? source : asked.ciaddr();
            return client.isNone() ? new Broadcast() : new Unicast(client, from.getPort());
        }
        if (asked.kind().equals(Optional.of(Kind.INFORM)) && !answer.ciaddr().isNone()) {
            return new Unicast(answer.ciaddr(), CLIENT_PORT);
        }
        if (!answer.giaddr().isNone()) {
            return new Unicast(answer.giaddr(), SERVER_PORT);
        }
        boolean refused = answer.kind().equals(Optional.of(Kind.NAK));
        if (!refused && !answer.ciaddr().isNone()) {
            return new Unicast(answer.ciaddr(), CLIENT_PORT);
        }
        return refused || answer.broadcast() || answer.yiaddr().isNone() ? new Broadcast() : new Station(answer.chaddr(), answer.yiaddr());
    }
}
