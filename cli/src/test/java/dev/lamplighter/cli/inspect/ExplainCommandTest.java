package dev.lamplighter.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    @TempDir
    Path data;

    private void file(String name, String text) throws IOException {
        Files.createDirectories(data.resolve(name).getParent());
        Files.writeString(data.resolve(name), text);
    }

    @BeforeEach
    void a_node_and_the_default() throws IOException {
        file("groups/node1.json", "{\"id\":\"node1\",\"profile\":\"p\",\"selector\":{\"mac\":\"52:54:00:00:00:01\",\"os\":\"installed\"},\"metadata\":{\"disk\":\"sda\"}}");
        file("groups/node2.json", "{\"id\":\"node2\",\"profile\":\"p\",\"selector\":{\"mac\":\"52:54:00:00:00:02\"}}");
        file("profiles/p.json", "{\"id\":\"p\",\"generic_id\":\"g.tmpl\",\"boot\":{\"kernel\":\"/k\"}}");
        file("generic/g.tmpl", "disk {{.disk}}");
    }

    private Said explain(String... more) {
        var words = Stream.concat(Stream.of("--data", data.toString()), Stream.of(more)).toArray(String[]::new);
        return new Session().run(new ExplainCommand()::run, words);
    }

    @Test
    void a_machine_gets_its_group_and_each_document_with_the_reason() {
        var ended = explain("--label", "mac=52-54-00-00-00-01", "--label", "os=installed");
        assertThat(ended.out()).contains("labels   mac=52:54:00:00:00:01 os=installed\n")
                .contains("group    groups/node1.json: selector mac=52:54:00:00:00:01,os=installed (2 labels)\n")
                .contains("profile  profiles/p.json\n")
                .contains("/ipxe: 200,").contains("  kernel /k\n").contains("/generic: 200, 8 octets\n  disk sda\n")
                .contains("/ignition: 404 no-template");
        assertThat(ended.code()).isZero();
    }

    @Test
    void a_group_that_nearly_took_it_is_told_with_what_differs() {
        var ended = explain("--label", "mac=52:54:00:00:00:01");
        assertThat(ended.out()).contains("group    none takes this machine")
                .contains("groups/node1.json: wants os=installed, and the machine sends no os")
                .contains("groups/node2.json: wants mac=52:54:00:00:00:02, and the machine sends mac=52:54:00:00:00:01");
        assertThat(ended.out().indexOf("groups/node1.json")).isLessThan(ended.out().indexOf("groups/node2.json"));
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void a_group_that_matches_too_is_told_with_what_decided() throws Exception {
        file("groups/default.json", "{\"id\":\"default\",\"profile\":\"p\"}");
        assertThat(explain("--label", "mac=52:54:00:00:00:01", "--label", "os=installed").out())
                .contains("groups/default.json: matches too, but the chosen one comes first: more labels win");
    }

    @Test
    void a_document_that_cannot_be_made_is_told_with_its_place_and_the_exit_code_says_so() {
        var ended = explain("--label", "mac=52:54:00:00:00:02");
        assertThat(ended.out()).contains("/generic: 404 template-key-missing: generic/g.tmpl:1:8: ");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void an_address_that_is_none_is_left_out_as_the_server_does() {
        assertThat(explain("--label", "mac=nope").out()).contains("labels   none\n").contains("leaves mac out");
    }

    @Test
    void programs_read_the_same_as_json() {
        assertThat(explain("--label", "mac=52:54:00:00:00:01", "--output", "json").out()).startsWith("{\"schema\":1,\"query\":\"mac=52:54:00:00:00:01\"")
                .contains("\"matched\":false").contains("{\"group\":\"groups/node1.json\",\"met\":1,\"differences\":[{\"label\":\"os\",\"wants\":\"installed\"}]}");
    }

    @Test
    void a_broken_file_is_told_beside_it() throws Exception {
        file("groups/broken.json", "{");
        assertThat(explain("--label", "mac=52:54:00:00:00:02").err()).contains("groups/broken.json:1:2: ");
    }

    @Test
    void mistakes_in_the_command_line_are_told() {
        assertThat(explain("--label", "mac").code()).isEqualTo(2);
        assertThat(explain("--label", "a=1", "--label", "a=2").err()).contains("given twice");
        assertThat(explain("--endpoint", "127.0.0.1:1").err()).contains("name one of them");
        assertThat(new Session().run(new ExplainCommand()::run, "--data", "/no/such").code()).isEqualTo(1);
    }


    @Test
    void the_four_files_of_cloud_init_are_told_where_one_of_them_is_written() throws Exception {
        assertThat(explain("--label", "mac=52:54:00:00:00:01", "--label", "os=installed").out()).doesNotContain("/nocloud/");
        file("generic/g.tmpl.vendor-data", "{{.disk}}!");
        assertThat(explain("--label", "mac=52:54:00:00:00:01", "--label", "os=installed").out()).contains("/nocloud/user-data: 200, the same as /generic\n")
                .contains("/nocloud/meta-data: 200, 33 octets\n  instance-id: \"52:54:00:00:00:01\"\n")
                .contains("/nocloud/vendor-data: 200, 4 octets\n  sda!\n").contains("/nocloud/network-config: 200, 0 octets\n");
        file("generic/g.tmpl.vendor-data", "{{.nope}}!");
        var ended = explain("--label", "mac=52:54:00:00:00:01", "--label", "os=installed");
        assertThat(ended.out()).contains("/nocloud/vendor-data: 404 template-key-missing: generic/g.tmpl.vendor-data:1:3: ");
        assertThat(ended.code()).isEqualTo(1);
    }


    @Test
    void what_a_group_in_yaml_wants_is_told_beside_what_the_machine_said() throws Exception {
        file("groups/rack.yaml", "id: rack\nprofile: p\nselector:\n  rack: [a, b]\n  hostname: {prefix: n-}\n  os: {glob: 'core*'}\nmetadata: {disk: sda}\n");
        var ended = explain("--label", "rack=b", "--label", "hostname=n-1", "--label", "os=coreos");
        assertThat(ended.out()).contains("groups/rack.yaml: selector hostname=n-1,os=coreos,rack=b (3 labels)\n")
                .contains("of the label rack the group wants one of a, b\n").contains("of the label hostname the group wants what begins with n-\n")
                .contains("of the label os the group wants what is like core*\n");
        assertThat(explain("--label", "rack=b", "--label", "hostname=n-1", "--label", "os=coreos", "--output", "json").out())
                .contains("\"patterns\":{\"hostname\":\"what begins with n-\",");
    }
}
