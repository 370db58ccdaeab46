package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those that Go prints for the same values. */
class GoJsonWriterTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 0", "-0.0, -0", "1.5, 1.5", "0.000001, 0.000001", "1e-7, 1e-7", "1.5e-7, 1.5e-7", "1e-10, 1e-10",
        "1e15, 1000000000000000", "123456789012345680, 123456789012345680", "1e20, 100000000000000000000", "1e21, 1e+21", "-1.5e21, -1.5e+21",
        "1.7976931348623157e308, 1.7976931348623157e+308", "5e-324, 5e-324", "0.1, 0.1", "9007199254740993, 9007199254740992"})
    void numbers_are_the_shortest_that_mean_the_same(double number, String text) {
        assertThat(GoJsonWriter.compact(number)).isEqualTo(text);
    }

    @Test
    void texts_are_escaped_as_go_does() {
        assertThat(GoJsonWriter.compact("\u0000\u001f\b\f\n\r\t\u007f\"\\/<>&\u2028é\uD83D\uDE00\uD800"))
                .isEqualTo("\"\\u0000\\u001f\\b\\f\\n\\r\\t\u007f\\\"\\\\/\\u003c\\u003e\\u0026\\u2028é\uD83D\uDE00\\ufffd\"");
    }

    @Test
    void objects_are_indented_by_tabs_and_their_keys_sorted_as_octets() {
        var values = new LinkedHashMap<String, Object>();
        values.put("x", Arrays.asList(1.0, "{", Map.of("q", List.of("["))));
        values.put("\uD83D\uDE80", null);
        values.put("\uFF21", true);
        values.put("e", Map.of());
        values.put("l", List.of());
        assertThat(GoJsonWriter.indented(values).text()).isEqualTo("""
                {
                \t"e": {},
                \t"l": [],
                \t"x": [
                \t\t1,
                \t\t"{",
                \t\t{
                \t\t\t"q": [
                \t\t\t\t"["
                \t\t\t]
                \t\t}
                \t],
                \t"\uFF21": true,
                \t"\uD83D\uDE80": null
                }""");
        assertThat(GoJsonWriter.compact(values)).isEqualTo("{\"e\":{},\"l\":[],\"x\":[1,\"{\",{\"q\":[\"[\"]}],\"\uFF21\":true,\"\uD83D\uDE80\":null}");
    }

    @Test
    void however_deep_values_are_nested_they_can_be_written_and_read() throws Exception {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            var outer = new ArrayList<>();
            outer.add(deep);
            deep = outer;
        }
        String text = Metadata.text(Map.of("deep", deep));
        assertThat(Metadata.text(Metadata.parse(Bytes.utf8(text)))).isEqualTo(text);
    }
}
