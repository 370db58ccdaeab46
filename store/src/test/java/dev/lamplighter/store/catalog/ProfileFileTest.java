package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {

    private static Profile good(String text) {
        assertThat(ProfileFile.parse(Bytes.utf8(text))).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good<Profile>) ProfileFile.parse(Bytes.utf8(text))).value();
    }

    private static Optional<NetBoot> boot(String text) {
        return good("{\"id\":\"x\"," + text + "}").boot();
    }

    @Test
    void a_profile_says_what_to_boot_and_which_configs_go_with_it() {
        assertThat(good("""
                {"ID": "etcd", "name": "Etcd", "ignition_id": "e.ign", "cloud_id": "c", "Generic_Id": "g", "genericId": "no",
                 "boot": {"Kernel": "/k", "initrd": ["/a", "/b"], "ARGS": ["x", null, "y"], "cmdline": {"old": "1"}}}
                """)).isEqualTo(new Profile("etcd", "Etcd", "e.ign", "c", "g",
                Optional.of(new NetBoot("/k", List.of("/a", "/b"), List.of("x", "", "y")))));
    }

    @Test
    void boot_sections_add_up_lists_are_replaced_and_null_clears() {
        assertThat(boot("\"boot\":{\"kernel\":\"/1\",\"args\":[\"a\",\"b\"]},\"boot\":{\"kernel\":\"/2\"}"))
                .contains(new NetBoot("/2", List.of(), List.of("a", "b")));
        assertThat(boot("\"boot\":{\"args\":[\"a\",\"b\"],\"args\":[null]}")).contains(new NetBoot("", List.of(), List.of("a")));
        assertThat(boot("\"boot\":{\"args\":[\"a\"],\"args\":null}")).contains(new NetBoot("", List.of(), List.of()));
        assertThat(boot("\"boot\":{\"kernel\":\"/1\"},\"boot\":null")).isEmpty();
        assertThat(boot("\"boot\":{}")).contains(new NetBoot("", List.of(), List.of()));
        assertThat(boot("\"name\":null")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"id\":\"\"}", "{\"id\":null}", "{\"id\":7}", "{\"id\":\"x\",\"boot\":\"/k\"}",
        "{\"id\":\"x\",\"boot\":{\"kernel\":5}}", "{\"id\":\"x\",\"boot\":{\"args\":\"quiet\"}}", "{\"id\":\"x\",\"boot\":{\"args\":[1]}}",
        "[]", "\"x\"", "kernel: /k", "{\"id\":\"x\"}{\"id\":\"y\"}", "{\"id\":\"x\",\"boot\":{},}"})
    void what_is_no_profile_is_refused(String text) {
        assertThat(ProfileFile.parse(Bytes.utf8(text))).isInstanceOf(Parsed.Bad.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no id, the document starts at once     | {"name":"x"}                | 1 | 1
            no id, after blank lines               | ` ~ ~  {"name":"x"}`        | 3 | 3
            nothing at all                         | null                        | 1 | 1
            an empty id                            | {"name":"é","id":""}        | 1 | 18
            an empty id on a line of its own       | `{"name":"x",~  "id": ""}`  | 2 | 9
            an id that is null                     | {"id":null}                 | 1 | 7
            a good id and then an empty one        | `{"id":"x",~"id":""}`       | 2 | 6
            """)
    void a_missing_id_is_reported_at_the_start_and_an_empty_one_where_it_stands(String story, String text, int line, int column) {
        var parsed = ProfileFile.parse(Bytes.utf8(text.replace('~', '\n')));
        assertThat(parsed).as(story).isEqualTo(new Parsed.Bad<>(line, column, "a profile needs an id that is not empty"));
    }
}
