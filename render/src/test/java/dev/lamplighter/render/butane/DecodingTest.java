package dev.lamplighter.render.butane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scalar is read as what its field holds. */
class DecodingTest {

    private static Written uid(String written) {
        return Written.fcos("passwd: {users: [{name: a, uid: " + written + "}]}");
    }

    private static Written enabled(String written) {
        return Written.fcos("systemd: {units: [{name: a.service, enabled: " + written + "}]}");
    }

    private static Written shell(String written) {
        return Written.fcos("passwd:\n  users:\n    - name: a\n      shell: " + written + "\n");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"17, 17", "-4, -4", "+6, 6", "0755, 493", "0o17, 15", "0x1F, 31", "0b101, 5", "1_000, 1000", "0799, 799", "2.9, 2", "-2.9, -2",
            "3e2, 300", ".5e1, 5", "9007199254740993, 9007199254740993"})
    void a_number_may_be_written_in_many_ways(String written, String meant) {
        assertThat(uid(written).sections()).contains("\"uid\":" + meant + "}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'''17'''", "true", "ten", "0o9", "1e30", "9223372036854775808", ".inf", ".nan", "!!str 5", "{a: 1}", "[5]"})
    void what_is_no_number_is_refused(String written) {
        assertThat(uid(written).failure()).startsWith("yaml: unmarshal errors:\n  line 3: cannot unmarshal ").endsWith(" into int");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"true, true", "False, false", "TRUE, true", "yes, true", "Off, false", "n, false", "'\"on\"', true"})
    void a_truth_value_may_be_written_in_many_ways(String written, String meant) {
        assertThat(enabled(written).sections()).contains("\"enabled\":" + meant);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1", "'''true'''", "yEs", "maybe", "[]"})
    void what_is_no_truth_value_is_refused(String written) {
        assertThat(enabled(written).failure()).endsWith(" into bool");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0755", "yes", "1.50", "2026-11-23", "12:30", "1_0", ".inf", "0x10"})
    void a_text_stays_what_was_written(String written) {
        assertThat(shell(written).sections()).contains("\"shell\":\"" + written + "\"");
    }

    @ParameterizedTest(name = "<{0}>")
    @CsvSource({"''", "~", "null", "NULL"})
    void nothing_means_not_given(String written) {
        assertThat(shell(written).sections()).doesNotContain("shell");
        assertThat(enabled(written).sections()).doesNotContain("enabled");
        assertThat(uid(written).sections()).doesNotContain("uid");
    }

    @Test
    void binary_contents_keep_their_bytes() {
        assertThat(Written.fcos("storage: {files: [{path: /a, contents: {inline: !!binary /wBB}}]}").sections())
                .contains("\"source\":\"data:,%FF%00A\"");
        assertThat(shell("!!binary '?'").failure()).isEqualTo("yaml: !!binary value contains invalid base64 data");
    }

    @Test
    void every_wrong_value_is_named_with_its_line() {
        assertThat(Written.fcos("passwd:\n  users:\n    - uid: abc\n      shell: [x]\n      groups: wheel\n    - just a name\n").failure())
                .isEqualTo("""
                        yaml: unmarshal errors:
                          line 5: cannot unmarshal !!str `abc` into int
                          line 6: cannot unmarshal !!seq into string
                          line 7: cannot unmarshal !!str `wheel` into a list
                          line 8: cannot unmarshal !!str `just a ...` into a mapping""");
    }

    @Test
    void a_key_cannot_come_twice() {
        assertThat(Written.fcos("passwd:\n  users: []\n  groups: []\n  users: []\n").failure())
                .isEqualTo("yaml: unmarshal errors:\n  line 6: mapping key \"users\" already defined at line 4");
    }

    @Test
    void an_alias_stands_for_what_it_names() {
        assertThat(Written.fcos("passwd:\n  users:\n    - {name: a, groups: &g [wheel]}\n    - {name: b, groups: *g}\n").sections())
                .isEqualTo("{\"passwd\":{\"users\":[{\"groups\":[\"wheel\"],\"name\":\"a\"},{\"groups\":[\"wheel\"],\"name\":\"b\"}]}}");
        assertThat(Written.fcos("passwd: *nobody\n").failure()).isEqualTo("Error unmarshaling yaml: yaml: unknown anchor 'nobody' referenced");
    }

    @Test
    void merged_keys_fill_in_what_is_not_said() {
        var written = Written.fcos("""
                passwd:
                  users:
                    - &base {name: a, shell: /bin/a, system: true}
                    - &more {name: b, uid: 7, system: false}
                    - <<: [*base, *more]
                      name: c
                """);
        assertThat(written.sections()).endsWith("{\"name\":\"c\",\"shell\":\"/bin/a\",\"system\":true,\"uid\":7}]}}");
        assertThat(written.remarks()).containsExactly("warning at $.passwd.users.2.<<, line 7 col 7: unused key <<");
        assertThat(Written.fcos("passwd: {<<: nothing}").failure()).isEqualTo("yaml: map merge requires map or sequence of maps as the value");
    }

    @Test
    void null_in_a_list_is_left_out() {
        assertThat(Written.fcos("passwd: {users: [{name: a, groups: [x, ~, y]}, null]}").sections())
                .isEqualTo("{\"passwd\":{\"users\":[{\"groups\":[\"x\",\"y\"],\"name\":\"a\"}]}}");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            storage: [       | line 2: did not find expected node content
            storage: @x      | line 3: found character that cannot start any token
            storage: 'x      | line 3: found unexpected end of stream
            a: b: c          | line 3: mapping values are not allowed in this context
            """)
    void what_is_no_yaml_is_explained_in_familiar_words(String text, String because) {
        assertThat(Written.fcos(text).failure()).isEqualTo("Error unmarshaling yaml: yaml: " + because);
    }

    @Test
    void another_version_of_yaml_is_refused() {
        assertThat(Written.document("# c\n%YAML 1.2\n---\nvariant: fcos\n").failure()).endsWith("found incompatible YAML document");
        assertThat(Written.document("%YAML 1.1\n---\nvariant: fcos\nversion: 1.4.0\n").ignition()).contains("3.3.0");
    }
}
