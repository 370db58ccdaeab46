package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;

/** An answer and the address that it came from. */
public record Heard(DhcpPacket packet, Ip4 from) {

    /** Whether this offers a way to boot and no address (PXE 2.1 section 2.2.3). */
    public boolean isProxy() {
        return packet.kind().filter(Kind.OFFER::equals).isPresent() && packet.yiaddr().isNone();
    }

    /** Who says it: its server identifier, or the address that it came from. */
    public Ip4 server() {
        return packet.option(ServerIdentifier.class).map(ServerIdentifier::address).orElse(from);
    }

    /** In words, for a report. */
    String inWords() {
        String kind = packet.kind().map(Kind::name).orElse("BOOTP reply");
        return isProxy() ? kind + " without an address, from " + server() : kind + " " + (packet.yiaddr().isNone() ? "" : packet.yiaddr() + " ") + "from " + server();
    }
}
