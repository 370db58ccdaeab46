package dev.lamplighter.render.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GoTextTest {

    @Test
    void any_octets_come_back_as_they_were() {
        var random = new Random(3);
        byte[] pieces = {'a', (byte) 0xc3, (byte) 0xbc, (byte) 0xf0, (byte) 0x9f, (byte) 0x9a, (byte) 0x80, (byte) 0xed, (byte) 0xa0, (byte) 0xff};
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = new byte[random.nextInt(12)];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = pieces[random.nextInt(pieces.length)];
            }
            assertThat(GoText.toBytes(GoText.ofBytes(octets))).isEqualTo(octets);
        }
    }

    @Test
    void good_text_is_itself() {
        String text = "z\u00fcrich \u65e5 \uD83D\uDE80";
        assertThat(GoText.ofBytes(GoText.toBytes(text))).isEqualTo(text);
    }
}
