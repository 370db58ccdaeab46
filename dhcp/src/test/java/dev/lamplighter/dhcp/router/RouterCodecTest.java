package dev.lamplighter.dhcp.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.router.packet.RouterCodec;
import dev.lamplighter.dhcp.router.packet.RouterMessage;
import dev.lamplighter.dhcp.router.packet.RouterMessage.Advertisement;
import dev.lamplighter.dhcp.router.packet.RouterMessage.Solicitation;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.Mac;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouterCodecTest {

    static final Ip6 STATION = Ip6.parse("fe80::5054:ff:fea1:9cae").orElseThrow();
    static final Ip6 ROUTER = RouterCodec.addressFor(Mac.of("52:54:00:00:00:01"));
    static final Ip6 NONE = Ip6.parse("::").orElseThrow();

    @Test
    void the_answer_is_an_advertisement_of_no_router_no_prefix_and_no_flags() {
        assertThat(ROUTER).hasToString(Ip6.parse("fe80::6c6c:5254:0:1").orElseThrow().toString());
        Bytes packet = RouterCodec.encode(new Advertisement(ROUTER, 0), STATION);
        assertThat(packet.toHex()).isEqualTo("6000000000103aff" + "fe800000000000006c6c525400000001" + "fe80000000000000505400fffea19cae"
                + "8600" + packet.slice(42, 44).toHex() + "000000000000000000000000");
        assertThat(RouterCodec.decode(packet)).isEqualTo(new Decoded.Message<RouterMessage>(new Advertisement(ROUTER, 0)));
    }

    @Test
    void a_solicitation_of_a_station_without_an_address_is_read_and_its_answer_goes_to_all_nodes() {
        Bytes asked = RouterCodec.encode(new Solicitation(NONE), NONE);
        assertThat(RouterCodec.decode(asked)).isEqualTo(new Decoded.Message<RouterMessage>(new Solicitation(NONE)));
        assertThat(RouterCodec.encode(new Advertisement(ROUTER, 0), NONE).slice(24, 40).toHex()).isEqualTo("ff020000000000000000000000000001");
    }

    @Test
    void what_a_router_passed_on_or_what_is_damaged_counts_for_nothing() {
        Bytes good = RouterCodec.encode(new Solicitation(STATION), NONE);
        for (int i = 0; i < good.length(); i++) {
            byte[] damaged = good.toArray();
            damaged[i] ^= 0x10;
            boolean noMatter = i < 4;
            assertThat(RouterCodec.decode(Bytes.owned(damaged)) instanceof Decoded.Malformed).as("octet " + i).isEqualTo(!noMatter || i == 0);
        }
        assertThat(RouterCodec.decode(good.slice(0, good.length() - 1))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void no_octets_throw_and_what_is_accepted_is_written_as_it_was_read() {
        var random = new Random(5);
        Bytes[] seeds = {RouterCodec.encode(new Solicitation(STATION), NONE), RouterCodec.encode(new Advertisement(ROUTER, 1800), STATION)};
        for (int i = 0; i < Integer.getInteger("lamplighter.mutations", 100_000); i++) {
            byte[] octets = seeds[i & 1].toArray();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            if (RouterCodec.decode(Bytes.of(octets).slice(0, random.nextInt(octets.length + 1))) instanceof Decoded.Message<RouterMessage>(RouterMessage message)) {
                assertThat(RouterCodec.decode(RouterCodec.encode(message, STATION))).isEqualTo(new Decoded.Message<>(message));
            }
        }
    }
}
