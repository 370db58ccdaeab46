package dev.lamplighter.walk;

import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Ip4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The DHCP messages of one client. They all ask for an answer by broadcast: a network card hands on no frame that goes to a made-up address. */
record Questions(Persona who, List<DhcpOption> options) {

    private static final int ETHERNET = 1;

    Questions {
        options = List.copyOf(options);
    }

    DhcpPacket discover(int xid) {
        return packet(xid, Ip4.NONE, true, new MessageType(Kind.DISCOVER));
    }

    DhcpPacket request(int xid, Heard offer) {
        return packet(xid, Ip4.NONE, true, new MessageType(Kind.REQUEST), new ServerIdentifier(offer.server()), new RequestedAddress(offer.packet().yiaddr()));
    }

    /** A question to a boot server (PXE 2.1 section 2.2.5). */
    DhcpPacket bootServer(int xid, Ip4 address, Optional<PxeMenu.Item> item) {
        var first = new ArrayList<DhcpOption>(List.of(new MessageType(Kind.REQUEST)));
        item.ifPresent(chosen -> first.add(PxeMenu.chosen(chosen)));
        return packet(xid, address, false, first.toArray(DhcpOption[]::new));
    }

    /** RFC 2131 table 5: no option but these. */
    DhcpPacket release(int xid, Ip4 address, Ip4 server) {
        var all = new ArrayList<DhcpOption>(List.of(new MessageType(Kind.RELEASE), new ServerIdentifier(server)));
        clientIdentifier().ifPresent(all::add);
        return new DhcpPacket(DhcpPacket.Op.REQUEST, ETHERNET, 0, xid, 0, false, address, Ip4.NONE, Ip4.NONE, Ip4.NONE, who.mac(), "", "", all);
    }

    Optional<ClientIdentifier> clientIdentifier() {
        return options.stream().filter(ClientIdentifier.class::isInstance).map(ClientIdentifier.class::cast).findFirst();
    }

    private DhcpPacket packet(int xid, Ip4 ciaddr, boolean byRelay, DhcpOption... first) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(options);
        Optional<Ip4> relay = byRelay ? who.relay() : Optional.empty();
        return new DhcpPacket(DhcpPacket.Op.REQUEST, ETHERNET, relay.isPresent() ? 1 : 0, xid, 0, true, ciaddr, Ip4.NONE, Ip4.NONE, relay.orElse(Ip4.NONE), who.mac(), "", "", all);
    }
}
