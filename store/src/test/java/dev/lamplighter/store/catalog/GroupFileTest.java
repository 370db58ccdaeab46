package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupFileTest {

    private static Group good(String text) {
        return good(Bytes.utf8(text));
    }

    private static Group good(Bytes text) {
        assertThat(GroupFile.parse(text)).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good<Group>) GroupFile.parse(text)).value();
    }

    private static Parsed.Bad<Group> bad(String text) {
        assertThat(GroupFile.parse(Bytes.utf8(text))).as(text).isInstanceOf(Parsed.Bad.class);
        return (Parsed.Bad<Group>) GroupFile.parse(Bytes.utf8(text));
    }

    private static Bytes latin1(String text) {
        return Bytes.owned(text.getBytes(ISO_8859_1));
    }

    @Test
    void a_group_says_whom_it_selects_and_what_it_gives_them() {
        var group = good("""
                {"id": "node1", "name": "Node 1", "profile": "etcd", "ignored": [{"deep": 1e999}],
                 "selector": {"mac": "52-54-00-A1-9C-AE", "region": "eu"},
                 "metadata": {"n": 3, "on": true, "none": null, "list": ["a", 1], "in": {"x": "y"}}}
                """);
        assertThat(group.id()).isEqualTo("node1");
        assertThat(group.name()).isEqualTo("Node 1");
        assertThat(group.profile()).isEqualTo("etcd");
        assertThat(group.selector()).isEqualTo(Map.of("mac", "52:54:00:a1:9c:ae", "region", "eu"));
        assertThat(group.metadata()).containsEntry("n", 3.0).containsEntry("on", true).containsEntry("none", null)
                .containsEntry("list", List.of("a", 1.0)).containsEntry("in", Map.of("x", "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", " \n\t\r{} ", "{\"selector\":null,\"metadata\":null,\"profile\":null}"})
    void a_group_that_says_nothing_takes_every_machine(String text) {
        assertThat(good(text)).isEqualTo(new Group("", "", "", Map.of(), Map.of()));
    }

    @Test
    void keys_ignore_letter_case_as_in_go() {
        assertThat(good("{\"ID\":\"a\",\"Profile\":\"p\",\"\u017FELECTOR\":{\"k\":\"v\"}}"))
                .isEqualTo(new Group("a", "", "p", Map.of("k", "v"), Map.of()));
        assertThat(good("{\"selectors\":{\"k\":\"v\"}}").selector()).isEmpty();
    }

    @Test
    void the_last_of_repeated_keys_wins_and_objects_add_up() {
        var group = good("""
                {"profile":"one","profile":"two","profile":null,
                 "selector":{"a":"1","b":"1"},"selector":{"b":"2"},
                 "metadata":{"m":{"x":1},"n":1},"metadata":{"m":{"y":2}}}""");
        assertThat(group.profile()).isEqualTo("two");
        assertThat(group.selector()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(group.metadata()).isEqualTo(Map.of("m", Map.of("y", 2.0), "n", 1.0));
        assertThat(good("{\"selector\":{\"a\":\"1\"},\"selector\":null}").selector()).isEmpty();
    }

    @Test
    void a_null_selector_value_is_the_empty_text() {
        assertThat(good("{\"selector\":{\"n\":null}}").selector()).isEqualTo(Map.of("n", ""));
    }

    @Test
    void octets_that_are_no_utf_8_and_lone_surrogates_become_the_replacement_character_each() {
        assertThat(good(latin1("{\"name\":\"k\u00ff\u00fe\"}")).name()).isEqualTo("k\uFFFD\uFFFD");
        assertThat(good(latin1("{\"name\":\"\u00ed\u00a0\u0080\u00e4\u00bd!\"}")).name()).isEqualTo("\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD!");
        assertThat(good("{\"name\":\"\\ud800A\\udc00\\ud83d\\ude80\"}").name()).isEqualTo("\uFFFDA\uFFFD\uD83D\uDE80");
        assertThat(good("{\"name\":\"z\u00fc\u65e5\uD83D\uDE80\"}").name()).isEqualTo("z\u00fc\u65e5\uD83D\uDE80");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                    | 1 | 1
            `{"profile":"p",}`                    | 1 | 16
            `{"profile":3}`                       | 1 | 12
            `{"selector":{"n":5}}`                | 1 | 18
            `{"selector":["t"]}`                  | 1 | 13
            `{"metadata":[]}`                     | 1 | 13
            `{"metadata":"x"}`                    | 1 | 13
            `{"metadata":{"n":1e999}}`            | 1 | 18
            `{"id":"x"} {}`                       | 1 | 12
            `{"x":NaN}`                           | 1 | 6
            `{"x":01}`                            | 1 | 7
            `{"x":1.}`                            | 1 | 8
            `{"x":+1}`                            | 1 | 6
            `{"x":tru}`                           | 1 | 9
            `{'id':1}`                            | 1 | 2
            `{"x":"\\x"}`                         | 1 | 7
            `{"x":"\\u12g4"}`                     | 1 | 7
            `{"x"`                                | 1 | 5
            `{"x":[1`                             | 1 | 8
            `// c`                                | 1 | 1
            `[]`                                  | 1 | 1
            `"x"`                                 | 1 | 1
            """)
    void what_is_no_group_is_refused_with_its_place(String text, int line, int column) {
        var bad = bad(text);
        assertThat(List.of(bad.line(), bad.column())).as(text + ": " + bad.message()).isEqualTo(List.of(line, column));
    }

    @Test
    void lines_and_columns_count_characters() {
        var bad = bad("{\n  \"name\": \"z\u00fcrich\",\n  \"n\u00e4me\": nope\n}");
        assertThat(bad.line()).isEqualTo(3);
        assertThat(bad.column()).isEqualTo(12);
    }

    @Test
    void a_byte_order_mark_and_raw_control_characters_are_refused() {
        assertThat(bad("\uFEFF{}").message()).contains("byte order mark");
        assertThat(bad("{\"a\":\"\t\"}").message()).contains("\\u0009");
    }

    @Test
    void a_selector_mac_must_be_one_whatever_the_case_of_its_key() {
        assertThat(bad("{\"selector\":{\"mac\":\"not-a-mac\"}}").message()).isEqualTo("address not-a-mac: invalid MAC address");
        assertThat(bad("{\"selector\":{\"mac\":\"\"}}").message()).isEqualTo("invalid MAC address");
        assertThat(good("{\"selector\":{\"MAC\":\"525400ABCD01\"}}").selector()).isEqualTo(Map.of("MAC", "52:54:00:ab:cd:01"));
    }

    @Test
    void a_wrong_selector_mac_is_reported_where_its_value_stands() {
        var broken = bad("""
                {
                  "id": "nä",
                  "selector": {"region": "eu", "näme": "é", "mac":
                     "not-a-mac", "zone": "1"},
                  "profile": "p"
                }
                """);
        assertThat(broken.line()).isEqualTo(4);
        assertThat(broken.column()).isEqualTo(6);

        var afterUmlauts = bad("{\"id\":\"äö\",\"selector\":{\"mac\":null}}");
        assertThat(afterUmlauts.line()).isEqualTo(1);
        assertThat(afterUmlauts.column()).isEqualTo(30);
    }

    @Test
    void of_a_selector_mac_said_twice_the_last_one_counts_and_is_the_one_reported() {
        var broken = bad("{\"selector\":{\"mac\":\"52:54:00:00:00:01\"},\n \"selector\":{\"mac\":\"nonsense\"}}");
        assertThat(broken.line()).isEqualTo(2);
        assertThat(broken.column()).isEqualTo(20);

        assertThat(good("{\"selector\":{\"mac\":\"nonsense\",\"mac\":\"52:54:00:00:00:01\"}}").selector())
                .isEqualTo(Map.of("mac", "52:54:00:00:00:01"));
        assertThat(good("{\"selector\":{\"mac\":\"nonsense\"},\"selector\":null}").selector()).isEmpty();
    }

    @Test
    void ten_thousand_levels_are_read_and_one_more_is_not() {
        String deepest = "{\"x\":" + "[".repeat(9_999) + "]".repeat(9_999) + "}";
        assertThat(good(deepest).id()).isEmpty();
        assertThat(bad("{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").message()).contains("deeper than 10000");
        assertThat(bad("{\"metadata\":" + "{\"a\":".repeat(1_000_000)).message()).contains("deeper than 10000");
    }

    @Test
    void any_octets_are_a_group_or_a_reason_with_a_place() {
        var random = new Random(7);
        byte[] model = "{\"id\":\"n\\u00e4\",\"selector\":{\"mac\":\"52:54:00:00:00:01\"},\"metadata\":{\"a\":[1.5e3,null,true]}}".getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = model.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            switch (GroupFile.parse(Bytes.owned(mutated))) {
                case Parsed.Good<Group> good -> assertThat(good.value().id()).isNotNull();
                case Parsed.Bad<Group> broken -> {
                    assertThat(broken.message()).isNotEmpty();
                    assertThat(broken.line()).isPositive();
                    assertThat(broken.column()).isPositive();
                }
            }
        }
    }
}
