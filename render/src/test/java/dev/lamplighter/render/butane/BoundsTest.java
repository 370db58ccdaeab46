package dev.lamplighter.render.butane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A document that is meant to exhaust the server gets an answer all the same. */
class BoundsTest {

    /** Nine lists of nine, each naming the one before it. */
    private static String bomb(String innermost) {
        var lists = new StringBuilder("x0: &x0 " + innermost + "\n");
        for (int i = 1; i <= 9; i++) {
            String before = "*x" + (i - 1);
            lists.append("x").append(i).append(": &x").append(i).append(" [").append(String.join(", ", Collections.nCopies(9, before)))
                    .append("]\n");
        }
        return lists.toString();
    }

    @Test
    void aliases_that_are_not_used_cost_nothing() {
        assertThat(Written.fcos(bomb("[lol]")).ignition()).contains("3.6.0");
    }

    @Test
    void a_list_that_explodes_is_refused() {
        String merges = "a0: &a0 {b: c}\na1: &a1 {<<: [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]}\n";
        for (int i = 2; i < 10; i++) {
            merges += "a%d: &a%d {<<: [%s]}\n".formatted(i, i, String.join(", ", Collections.nCopies(9, "*a" + (i - 1))));
        }
        assertThat(Written.fcos(merges + "storage: {<<: *a9}\n").failure()).isEqualTo("yaml: document contains excessive aliasing");
    }

    @Test
    void merging_a_large_mapping_again_and_again_counts_each_of_its_keys_each_time() {
        var large = new StringBuilder("x: &a {");
        IntStream.range(0, 5000).forEach(i -> large.append('k').append(i).append(": 0, "));
        String merges = "storage: {<<: [" + "*a, ".repeat(5000) + "*a]}\n";
        assertThat(Written.fcos(large.append("}\n") + merges).failure()).isEqualTo("yaml: document contains excessive aliasing");
    }

    @Test
    void a_text_that_is_used_again_and_again_is_refused() {
        String keys = "k: &k " + "x".repeat(1_000_000) + "\npasswd: {users: [{name: a, groups: [" + "*k, ".repeat(20) + "]}]}\n";
        assertThat(Written.fcos(keys).failure()).isEqualTo("yaml: document contains excessive aliasing");
    }

    @Test
    void a_thousand_brackets_are_refused_and_a_hundred_are_not() {
        assertThat(Written.fcos("x: " + "[".repeat(100) + "]".repeat(100)).ignition()).contains("3.6.0");
        assertThat(Written.fcos("x: " + "[".repeat(1000) + "]".repeat(1000)).failure()).isEqualTo(
                "Error unmarshaling yaml: yaml: exceeded max depth of 200");
        assertThat(Written.fcos("x: " + "{".repeat(100_000)).failure()).contains("exceeded max depth");
    }

    @Test
    void an_alias_inside_what_it_names_is_no_endless_loop() {
        assertThat(Written.fcos("storage: &s {files: [{path: /a, user: *s}]}\n").failure()).contains("anchor 's'");
    }

    @Test
    void four_mebibytes_are_read_and_more_are_not() {
        String text = Written.fcos("# ").text();
        int room = ButaneLimits.DEFAULT.document() - text.length();

        assertThat(Written.document(text + "x".repeat(room)).ignition()).contains("3.6.0");
        assertThat(Written.document(text + "x".repeat(room + 1)).failure()).endsWith("the document has more than 4194304 bytes");
    }

    @Test
    void a_great_many_files_below_a_great_many_links_are_looked_at_once_each() {
        var storage = new StringBuilder("storage:\n  links:\n");
        for (int i = 0; i < 8_000; i++) {
            storage.append("    - {path: /l").append(i).append(", target: /t}\n");
        }
        storage.append("  files:\n");
        for (int i = 0; i < 8_000; i++) {
            storage.append("    - {path: /f").append(i).append("/a}\n");
        }
        storage.append("    - {path: /l7/a}\n");
        assertThat(Written.fcos(storage.toString()).remarks()).containsExactly(
                "error at $.storage.files.8000, line 16006 col 7: file path includes link in config");
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        var answer = Butane.translate(new byte[] {(byte) 0xc3, 0x28}, ButaneOptions.served());
        assertThat(answer).isEqualTo(new Translation.Failed("Error unmarshaling yaml: yaml: the document is not UTF-8", List.of()));
    }
}
