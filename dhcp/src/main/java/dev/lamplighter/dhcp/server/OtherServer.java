package dev.lamplighter.dhcp.server;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Segment;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server that is not us and leases addresses: as it calls itself, and the station that its words came from. Pure. */
record OtherServer(Ip4 address, Mac mac) {

    private static final int IP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int SUBNET_MASK = 1;
    private static final int PXE = 60;

    /** Who sent {@code packet}, an IPv4 packet to the port of clients, if it leases addresses and none of {@code ours} is its own. */
    static Optional<OtherServer> in(Bytes packet, Mac from, Set<Ip4> ours) {
        if (packet.length() < IP_HEADER + UDP_HEADER) {
            return Optional.empty();
        }
        int payload = (packet.at(0) & 0xf) * 4 + UDP_HEADER;
        if (packet.length() < payload
                || !(DhcpCodec.decode(packet.slice(payload, packet.length())) instanceof Decoded.Message<DhcpPacket>(DhcpPacket said))) {
            return Optional.empty();
        }
        Ip4 server = said.option(ServerIdentifier.class).map(ServerIdentifier::address).orElse(Ip4.of(packet, 12));
        return leases(said) && !ours.contains(server) && !ours.contains(Ip4.of(packet, 12)) ? Optional.of(new OtherServer(server, from)) : Optional.empty();
    }

    /** A proxy offers no address, and says that it is one (PXE 2.1 section 2.2.3). */
    private static boolean leases(DhcpPacket said) {
        boolean answers = said.kind().filter(kind -> kind == Kind.OFFER || kind == Kind.ACK).isPresent();
        boolean gives = !said.yiaddr().isNone() || (said.has(SUBNET_MASK) && !said.has(PXE));
        return said.op() == Op.REPLY && answers && gives;
    }

    /** Asks everybody for an address, as a client would. */
    static Bytes discover(Mac own, int xid) {
        return question(Kind.DISCOVER, Ip4.NONE, own, xid);
    }

    /** Asks everybody for the rest, as a host with an address would: servers that look before they offer answer this at once. */
    static Bytes inform(Segment segment, Mac own, int xid) {
        return question(Kind.INFORM, segment.advertise(), own, xid);
    }

    private static Bytes question(Kind kind, Ip4 ciaddr, Mac own, int xid) {
        var packet = new DhcpPacket(Op.REQUEST, 1, 0, xid, 0, ciaddr.isNone(), ciaddr, Ip4.NONE, Ip4.NONE, Ip4.NONE, own, "", "",
                List.of(new MessageType(kind), new ParameterRequests(List.of(1, 3, 6, 51, 54))));
        return DhcpCodec.encode(packet, 548);
    }
}
