package dev.lamplighter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RawFramesTest {

    static final Mac NOBODY = Mac.of("00:00:00:00:00:00");
    static final Bytes PACKET = UdpFrame.build(Ip4.LOOPBACK, 67, Ip4.LOOPBACK, 68, Bytes.hex("010203"));

    @Test
    void a_frame_leaves_by_the_interface_and_none_after_closing() {
        RawFrames frames = open("lo");
        assertThat(frames.send(NOBODY, PACKET)).isTrue();
        frames.close();
        frames.close();
        assertThat(frames.send(NOBODY, PACKET)).isFalse();
    }

    @Test
    void what_cannot_be_one_frame_is_not_sent() {
        try (RawFrames frames = open("lo")) {
            assertThat(frames.send(Mac.of("00:00:00:00:00:00:00:00"), PACKET)).isFalse();
            assertThat(frames.send(NOBODY, Bytes.owned(new byte[1501]))).isFalse();
        }
    }

    @Test
    void an_interface_that_is_gone_sends_nothing() {
        try (RawFrames frames = open("nosuch0")) {
            assertThat(frames.send(NOBODY, PACKET)).isFalse();
        }
    }

    private static RawFrames open(String interfaceName) {
        Optional<RawFrames> frames = RawFrames.open(interfaceName);
        Assumptions.assumeTrue(frames.isPresent(), "skipped: raw frames need CAP_NET_RAW");
        return frames.get();
    }
}
