package dev.lamplighter.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.dhcp.server.Destination.Broadcast;
import dev.lamplighter.dhcp.server.Destination.Station;
import dev.lamplighter.dhcp.server.Destination.Unicast;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationTest {

    static final Mac CLIENT = Mac.of("52:54:00:00:00:01");
    static final String NO = "0.0.0.0";
    static final String HERS = "192.0.2.50";

    @Test
    void a_client_without_an_address_is_reached_by_its_station_or_if_it_says_so_by_broadcast() {
        assertThat(to(answer(Kind.OFFER, false, NO, HERS, NO), NO, NO, 67)).isEqualTo(new Station(CLIENT, Ip4.of(HERS)));
        assertThat(to(answer(Kind.ACK, true, NO, HERS, NO), NO, NO, 67)).isEqualTo(new Broadcast());
    }

    @Test
    void an_offer_without_an_address_is_for_everybody() {
        assertThat(to(answer(Kind.OFFER, false, NO, NO, NO), NO, NO, 67)).isEqualTo(new Broadcast());
    }

    @Test
    void a_client_with_an_address_is_reached_there() {
        assertThat(to(answer(Kind.ACK, true, HERS, HERS, NO), HERS, HERS, 67)).isEqualTo(new Unicast(Ip4.of(HERS), 68));
    }

    @Test
    void a_refusal_is_for_everybody_because_the_address_is_wrong() {
        assertThat(to(answer(Kind.NAK, true, NO, NO, NO), HERS, HERS, 67)).isEqualTo(new Broadcast());
    }

    @Test
    void through_a_relay_everything_goes_to_the_relay() {
        assertThat(to(answer(Kind.NAK, true, NO, NO, "198.51.100.1"), NO, "198.51.100.1", 67)).isEqualTo(new Unicast(Ip4.of("198.51.100.1"), 67));
    }

    @Test
    void on_port_4011_the_answer_goes_to_the_port_that_asked() {
        assertThat(to(answer(Kind.ACK, false, HERS, NO, NO), HERS, HERS, 4011)).isEqualTo(new Unicast(Ip4.of(HERS), 4011));
        assertThat(to(answer(Kind.ACK, false, NO, NO, NO), NO, HERS, 4011)).isEqualTo(new Unicast(Ip4.of(HERS), 4011));
        assertThat(to(answer(Kind.ACK, false, NO, NO, NO), NO, NO, 4011)).isEqualTo(new Broadcast());
    }

    @Test
    void who_informs_itself_is_answered_at_its_address_past_any_relay() {
        var asked = packet(Op.REQUEST, Kind.INFORM, false, HERS, NO, "198.51.100.1");
        var answer = answer(Kind.ACK, false, HERS, NO, "198.51.100.1");
        assertThat(Destination.of(asked, answer, new InetSocketAddress("198.51.100.1", 67), 67)).isEqualTo(new Unicast(Ip4.of(HERS), 68));
    }

    private static Destination to(DhcpPacket answer, String asker, String from, int port) {
        var asked = packet(Op.REQUEST, Kind.REQUEST, false, asker, NO, NO);
        return Destination.of(asked, answer, new InetSocketAddress(Ip4.of(from).toInetAddress(), port == 4011 ? 4011 : 68), port);
    }

    private static DhcpPacket answer(Kind kind, boolean broadcast, String ciaddr, String yiaddr, String giaddr) {
        return packet(Op.REPLY, kind, broadcast, ciaddr, yiaddr, giaddr);
    }

    private static DhcpPacket packet(Op op, Kind kind, boolean broadcast, String ciaddr, String yiaddr, String giaddr) {
        return new DhcpPacket(op, 1, 0, 1, 0, broadcast, Ip4.of(ciaddr), Ip4.of(yiaddr), Ip4.NONE, Ip4.of(giaddr), CLIENT, "", "", List.of(new MessageType(kind)));
    }
}
