package dev.lamplighter.dns.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {

    @Test
    void a_name_is_the_same_in_any_spelling_and_keeps_its_own() {
        var asked = DnsName.of("MatchBOX.eXample.COM");
        assertThat(asked).isEqualTo(DnsName.of("matchbox.example.com.")).hasSameHashCodeAs(DnsName.of("matchbox.example.com"));
        assertThat(asked).hasToString("MatchBOX.eXample.COM");
        assertThat(asked.isSpelledAs(DnsName.of("matchbox.example.com"))).isFalse();
    }

    @Test
    void names_that_differ_in_where_their_labels_end_are_different() {
        assertThat(DnsName.of("a.bc")).isNotEqualTo(DnsName.of("ab.c"));
    }

    @Test
    void parents_lead_to_the_root() {
        var seen = new ArrayList<String>();
        for (Optional<DnsName> at = Optional.of(DnsName.of("a.b.test")); at.isPresent(); at = at.get().parent()) {
            seen.add(at.get().toString());
        }
        assertThat(seen).containsExactly("a.b.test", "b.test", "test", ".");
    }

    @Test
    void its_wire_form_is_labels_with_their_lengths() {
        assertThat(HexFormat.of().formatHex(DnsName.of("ab.c").toArray())).isEqualTo("026162" + "0163" + "00");
        assertThat(HexFormat.of().formatHex(DnsName.of(".").toArray())).isEqualTo("00");
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({"03612e6200, a\\.b", "0400010203'00', \\000\\001\\002\\003", "02c3bc00, \\195\\188"})
    void what_is_not_printable_is_escaped(String wire, String text) {
        assertThat(new DnsName(HexFormat.of().parseHex(wire.replace("'", "")), 0)).hasToString(text);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "a..b", ".a", "bücher.test", "a b", "l234567890123456789012345678901234567890123456789012345678901234.test"})
    void what_is_no_name_is_refused_with_a_sentence(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DnsName.of(text)).withMessageContaining(text.isEmpty() ? "empty" : text);
    }
}
