package dev.lamplighter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import org.junit.jupiter.api.Test;

class UdpFrameTest {

    static final Ip4 SERVER = Ip4.of("10.77.0.2");
    static final Ip4 CLIENT = Ip4.of("10.77.0.50");

    @Test
    void the_headers_are_as_the_rfcs_draw_them_and_the_checksums_add_up() {
        Bytes packet = UdpFrame.build(SERVER, 67, CLIENT, 68, Bytes.hex("010203"));
        assertThat(packet.toHex()).isEqualTo(
                "45" + "00" + "001f" + "0000" + "4000" + "40" + "11" + "2601" + "0a4d0002" + "0a4d0032"
                        + "0043" + "0044" + "000b" + "e681" + "010203");
    }

    @Test
    void a_udp_checksum_that_comes_out_as_zero_is_sent_as_all_ones() {
        Bytes packet = UdpFrame.build(Ip4.NONE, 0, Ip4.NONE, 0, Bytes.hex("ffda"));
        assertThat(packet.slice(26, 28).toHex()).isEqualTo("ffff");
    }

    @Test
    void what_is_longer_than_a_datagram_is_refused() {
        assertThatThrownBy(() -> UdpFrame.build(SERVER, 67, CLIENT, 68, Bytes.owned(new byte[65508]))).isInstanceOf(IllegalArgumentException.class);
    }
}
