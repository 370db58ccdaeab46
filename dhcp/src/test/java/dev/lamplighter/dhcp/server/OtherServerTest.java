package dev.lamplighter.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.net.UdpFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtherServerTest {

    static final Ip4 US = Ip4.of("192.0.2.2");
    static final Ip4 ROUTER = Ip4.of("192.0.2.1");
    static final Mac ITS_MAC = Mac.of("52:54:00:00:00:01");

    @Test
    void who_offers_or_acknowledges_an_address_is_another_server() {
        assertThat(heard(said(Kind.OFFER, "192.0.2.77", ROUTER))).contains(new OtherServer(ROUTER, ITS_MAC));
        assertThat(heard(said(Kind.ACK, "192.0.2.77", ROUTER))).isPresent();
        assertThat(heard(said(Kind.ACK, "0.0.0.0", ROUTER, new DhcpOption.SubnetMask(Ip4.of("255.255.255.0"))))).as("an answer to INFORM").isPresent();
    }

    @Test
    void neither_we_nor_a_proxy_nor_a_refusal_is_one() {
        assertThat(OtherServer.in(UdpFrame.build(US, 67, Ip4.BROADCAST, 68, said(Kind.OFFER, "192.0.2.77", US)), ITS_MAC, Set.of(US))).isEmpty();
        assertThat(heard(said(Kind.OFFER, "0.0.0.0", ROUTER, new VendorClass("PXEClient")))).isEmpty();
        assertThat(heard(said(Kind.NAK, "0.0.0.0", ROUTER))).isEmpty();
        assertThat(heard(OtherServer.discover(ITS_MAC, 1))).isEmpty();
    }

    @Test
    void whatever_comes_in_is_read_without_an_error() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = frame(said(Kind.OFFER, "192.0.2.77", ROUTER)).toArray();
            for (int edits = random.nextInt(8); edits >= 0; edits--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            OtherServer.in(Bytes.owned(octets).slice(0, random.nextInt(octets.length)), ITS_MAC, Set.of(US));
        }
    }

    private static java.util.Optional<OtherServer> heard(Bytes datagram) {
        return OtherServer.in(frame(datagram), ITS_MAC, Set.of(US));
    }

    private static Bytes frame(Bytes datagram) {
        return UdpFrame.build(ROUTER, 67, Ip4.BROADCAST, 68, datagram);
    }

    private static Bytes said(Kind kind, String yiaddr, Ip4 server, DhcpOption... more) {
        var options = new ArrayList<DhcpOption>(List.of(new MessageType(kind), new ServerIdentifier(server)));
        options.addAll(List.of(more));
        return DhcpCodec.encode(new DhcpPacket(Op.REPLY, 1, 0, 1, 0, true, Ip4.NONE, Ip4.of(yiaddr), Ip4.NONE, Ip4.NONE, Mac.of("52:54:00:00:00:aa"), "", "",
                options), 548);
    }
}
