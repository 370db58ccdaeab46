package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lamplighter.render.gotemplate.GoText;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLabelsTest {

    private static Map<String, String> labels(String query) {
        return QueryLabels.parse(query).values();
    }

    @Test
    void pairs_become_labels_in_the_order_in_which_they_came() {
        assertThat(labels("uuid=AB-CD&Serial=X&&a=b=c")).containsExactly(entry("uuid", "AB-CD"), entry("Serial", "X"), entry("a", "b=c"));
    }

    @Test
    void of_a_repeated_key_the_first_value_counts() {
        assertThat(labels("a=1&a=2&A=3&a")).isEqualTo(Map.of("a", "1", "A", "3"));
        assertThat(labels("mac=bad&mac=52:54:00:ab:cd:01")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a            | a      | ``
            a=           | a      | ``
            =x           | ``     | x
            ==           | ``     | =
            a+b=c+d      | a b    | c d
            a%20b=c%20d  | a b    | c d
            a=+%2B+      | a      | ` + `
            a=%C3%BC     | a      | ü
            ü=ß          | ü      | ß
            a=1%3Bb=2    | a      | 1;b=2
            a=%26%3D     | a      | &=
            a=1#frag     | a      | 1#frag
            a=%25zz      | a      | %zz
            ?            | ?      | ``
            """)
    void escapes_and_odd_letters_are_read_as_they_are_meant(String query, String key, String value) {
        assertThat(labels(query)).isEqualTo(Map.of(key, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "a=1;b=2", "a;b", "a=%zz", "%zz=1", "a=%", "a=1%2", "a=%2G", "%=1", "mac=", "mac", "mac=52-54:00-ab:cd-01"})
    void what_is_no_pair_is_dropped(String query) {
        assertThat(labels(query)).isEmpty();
        assertThat(labels(query + "&b=ok")).isEqualTo(Map.of("b", "ok"));
    }

    @Test
    void a_flood_of_pairs_is_read_to_a_bound() {
        String flood = IntStream.range(0, 2000).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
        assertThat(labels(flood)).hasSize(1024).containsEntry("k1023", "v").doesNotContainKey("k1024");
        String just = IntStream.range(0, 1024).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
        assertThat(labels(just)).hasSize(1024).containsEntry("k1023", "v");
    }

    @Test
    void a_mac_is_written_in_one_way_and_its_key_stays() {
        assertThat(labels("mac=52-54-00-AB-CD-01")).isEqualTo(Map.of("mac", "52:54:00:ab:cd:01"));
        assertThat(labels("MAC=525400abcd01&m%61c=5254.00AB.CD02")).isEqualTo(Map.of("MAC", "52:54:00:ab:cd:01", "mac", "52:54:00:ab:cd:02"));
    }

    @Test
    void octets_that_are_no_utf_8_go_out_as_they_came() {
        String value = labels("a=x%ff%C0%AF%C3%BC").get("a");
        assertThat(GoText.toBytes(value)).isEqualTo(new byte[] {'x', (byte) 0xff, (byte) 0xc0, (byte) 0xaf, (byte) 0xc3, (byte) 0xbc});
    }
}
