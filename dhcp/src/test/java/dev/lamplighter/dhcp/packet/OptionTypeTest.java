package dev.lamplighter.dhcp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTypeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "text | rack 7 | 7261636b2037",
        "hex | 01:0A:ff | 010aff",
        "hex | 0x0102 | 0102",
        "address | 192.0.2.1 | c0000201",
        "addresses | 192.0.2.1;192.0.2.2 | c0000201c0000202",
        "uint8 | 255 | ff",
        "uint16 | 9000 | 2328",
        "uint16s | 68;296 | 00440128",
        "uint32 | 4294967295 | ffffffff",
        "int32 | -3600 | fffff1f0",
        "boolean | true | 01",
        "routes | 10.0.0.0/8 via 192.168.1.1 | 080ac0a80101",
        "routes | 0.0.0.0/0 via 192.168.1.1;192.168.42.128/25 192.168.1.2 | 00c0a8010119c0a82a80c0a80102"})
    void a_value_becomes_its_octets(String type, String values, String octets) {
        assertThat(OptionType.byKey(type).get().encode(List.of(values.split(";")))).contains(Bytes.hex(octets));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {"text | ''", "hex | 123", "hex | zz", "address | 192.0.2", "address | 192.0.2.1;192.0.2.2", "uint8 | 256", "uint8 | -1",
        "uint16 | many", "uint32 | 4294967296", "boolean | perhaps", "names | a..b", "routes | 10.0.0.0 via 192.168.1.1"})
    void what_is_not_of_the_type_has_none(String type, String values) {
        assertThat(OptionType.byKey(type).get().encode(List.of(values.split(";")))).isEmpty();
    }

    /** The example of RFC 3397 section 2: two names with one ending. */
    @Test
    void the_endings_of_domains_are_written_once() {
        assertThat(DomainNames.compressed(List.of("eng.apple.com.", "marketing.apple.com")))
                .isEqualTo(Bytes.hex("03656e67056170706c6503636f6d00" + "096d61726b6574696e67c004"));
        assertThat(DomainNames.compressed(List.of("LAB.test", "lab.TEST", "b.lab.test"))).isEqualTo(Bytes.hex("034c4142047465737400" + "c000" + "0162c000"));
    }

    @Test
    void options_are_known_by_number_and_by_the_names_of_other_servers() {
        assertThat(KnownOption.find("ntp-servers")).isEqualTo(KnownOption.find("42")).isEqualTo(KnownOption.find("ntp-server"));
        assertThat(KnownOption.find("mtu").get().type()).isEqualTo(OptionType.UINT16);
        assertThat(KnownOption.find("224")).isEmpty();
        var names = KnownOption.allNames().toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(Arrays.stream(OptionType.values()).map(OptionType::key).collect(Collectors.toSet())).hasSize(OptionType.values().length);
    }
}
