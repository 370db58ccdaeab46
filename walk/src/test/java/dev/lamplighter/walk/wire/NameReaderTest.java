package dev.lamplighter.walk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Ip4;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NameReaderTest {

    @Test
    void a_name_is_asked_for_label_by_label() {
        assertThat(HexFormat.of().formatHex(NameReader.question(0xbeef, "boot.lab"))).isEqualTo("beef01000001000000000000" + "04626f6f74" + "036c6162" + "00" + "00010001");
    }

    @Test
    void the_first_address_of_the_answer_is_taken_behind_an_alias_and_a_pointer() {
        String head = "beef8180" + "0001" + "0002" + "00000000" + "04626f6f7400" + "00010001";
        String alias = "c00c" + "0005" + "0001" + "0000003c" + "0002" + "c00c";
        String address = "c00c" + "0001" + "0001" + "0000003c" + "0004" + "0a420002";
        assertThat(NameReader.answer(message(head + alias + address), 0xbeef)).contains(Ip4.of("10.66.0.2"));
        assertThat(NameReader.answer(message(head + alias + address), 0xbeee)).isEmpty();
        for (int cut = 0; cut < (head + alias + address).length(); cut += 2) {
            assertThat(NameReader.answer(message((head + alias + address).substring(0, cut)), 0xbeef)).isEmpty();
        }
    }

    private static ByteBuffer message(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
