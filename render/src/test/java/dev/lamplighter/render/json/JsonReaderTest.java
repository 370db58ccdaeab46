package dev.lamplighter.render.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.render.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as Go takes it. */
class JsonReaderTest {

    private static Object read(String json) throws JsonException {
        return JsonReader.read(json, 10).decoded();
    }

    @Test
    void values_become_what_go_decodes_them_to() throws JsonException {
        assertThat(read(" {\"a\":[1, -0, 2.5e3, true, null, \"x\"], \"b\":{}, \"b\":1}\n"))
                .isEqualTo(Map.of("a", Arrays.asList(1.0, -0.0, 2500.0, true, null, "x"), "b", 1.0));
        assertThat(read("\"\\u00e9\\n\\/\\ud83d\\ude00\\ud83d!\\\\\"")).isEqualTo("é\n/😀\ufffd!\\");
        assertThat(JsonReader.read(new byte[] {'"', (byte) 0xff, '"'}).decoded()).isEqualTo("\ufffd");
        assertThat(read("[]")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "01", "1.", ".5", "+1", "1e", "-", "tru", "nul", "'x'", "\"x", "\"\\x\"",
        "\"\\u12g4\"", "\"a\tb\"", "// c\n1", "1 2", "\ufeff1", "NaN", "1e999", "[[[[[[[[[[[1]]]]]]]]]]]"})
    void what_is_not_json_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonException.class);
    }

    @Test
    void a_mistake_has_a_place() {
        assertThatThrownBy(() -> read("{\n \"é\": tru }")).hasMessage("unexpected ' ' in true")
                .satisfies(error -> assertThat(((JsonException) error).place()).isEqualTo(new Place(2, 10)));
    }

    @Test
    void a_damaged_text_ends_in_nothing_but_a_json_exception() {
        var random = new Random(8259);
        String seed = "{\"a\":[1,-2.5e+3,true,null,\"x\\u00e9\\n\"],\"b\":{\"c\":[[{}]]}}";
        String characters = "{}[]\",:\\0123456789eE+-.truefalsn \n\u0000é";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(seed);
            for (int j = random.nextInt(3); j >= 0; j--) {
                damaged.setCharAt(random.nextInt(damaged.length()), characters.charAt(random.nextInt(characters.length())));
            }
            try {
                JsonReader.read(damaged.toString().getBytes(UTF_8)).decoded();
                read++;
            } catch (JsonException e) {
                assertThat(e.place().line()).isPositive();
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void texts_are_written_with_gos_escapes() {
        var json = new StringBuilder();
        JsonText.append(json, "a\"\\<&>\u2028\n\u0001é😀");
        assertThat(json).hasToString("\"a\\\"\\\\\\u003c\\u0026\\u003e\\u2028\\n\\u0001é😀\"");
    }
}
