package dev.lamplighter.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckDirectoryTest {

    @TempDir
    Path data;

    private void file(String name, String text) throws IOException {
        Files.createDirectories(data.resolve(name).getParent());
        Files.writeString(data.resolve(name), text);
    }

    private Said check(String... more) {
        var words = Stream.concat(Stream.of(data.toString()), Stream.of(more)).toArray(String[]::new);
        return new Session().run(CheckDirectory::run, words);
    }

    /** The findings, without the folder in front and the summary behind. */
    private List<String> findings(String... more) {
        return check(more).out().lines().filter(line -> line.startsWith(data + "/")).map(line -> line.substring(data.toString().length() + 1)).toList();
    }

    private void good() throws IOException {
        file("groups/node1.json", "{\"id\":\"node1\",\"profile\":\"p\",\"selector\":{\"mac\":\"52:54:00:00:00:01\"},\"metadata\":{\"disk\":\"sda\"}}");
        file("profiles/p.json", "{\"id\":\"p\",\"generic_id\":\"g.tmpl\",\"boot\":{\"kernel\":\"/k\"}}");
        file("generic/g.tmpl", "{{.disk}} {{.request.query.mac}} {{.request.query.uuid}}");
    }

    @Test
    void a_folder_in_order_has_nothing_to_complain_about() throws Exception {
        good();
        var ended = check("--strict");
        assertThat(ended.out()).isEqualTo(data + ": nothing to complain about in 1 group, 1 profile, 1 template\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void a_broken_file_is_named_with_line_and_column() throws Exception {
        good();
        file("groups/broken.json", "{\n  \"id\": \"broken\",\n}");
        file("groups/nomac.json", "{\"selector\": {\"mac\": \"none\"}}");
        assertThat(findings()).anyMatch(line -> line.startsWith("groups/broken.json:3:1: error: ") && line.endsWith("[bad-group]"))
                .anyMatch(line -> line.startsWith("groups/nomac.json:1:22: error: ") && line.contains("none"));
        assertThat(check().code()).isEqualTo(1);
    }

    @Test
    void a_key_that_the_server_does_not_read_is_a_warning_where_it_stands() throws Exception {
        good();
        file("groups/node1.json", "{\"ID\":\"node1\",\"profile\":\"p\",\n \"sel\\\"ektor\" : {\"id\": 1},\"metadata\":{\"disk\":\"sda\",\"any\":1}}");
        file("profiles/p.json", "{\"id\":\"p\",\"generic_id\":\"g.tmpl\",\"boot\":{\"kernel\":\"/k\",\n\"cmdline\":{\"a\":\"\"},\"intrd\":[]}}");
        assertThat(findings()).hasSize(3)
                .anyMatch(line -> line.startsWith("groups/node1.json:2:2: warning: the server does not read the key sel\"ektor; a group has "))
                .anyMatch(line -> line.startsWith("profiles/p.json:2:1: warning: boot.cmdline is not read any more; write args"))
                .anyMatch(line -> line.startsWith("profiles/p.json:2:20: warning: the server does not read the key boot.intrd"));
        assertThat(check("--strict").code()).isEqualTo(1);
    }

    @Test
    void references_that_lead_nowhere_are_named_where_they_stand() throws Exception {
        good();
        file("groups/node2.json", "{\"id\":\"node2\",\n \"profile\":\"nope\",\n \"selector\":{\"mac\":\"52:54:00:00:00:02\"}}");
        file("profiles/q.json", "{\"id\":\"q\",\n\"ignition_id\":\"none.ign\"}");
        assertThat(findings()).anyMatch(line -> line.startsWith("groups/node2.json:2:12: error: there is no good profiles/nope.json"))
                .anyMatch(line -> line.startsWith("profiles/q.json:2:15: error: ignition/none.ign"))
                .anyMatch(line -> line.startsWith("profiles/q.json: note: no group names this profile"));
    }

    @Test
    void each_group_is_rendered_and_those_that_lack_the_same_key_are_one_finding() throws Exception {
        good();
        for (int i = 2; i < 8; i++) {
            file("groups/node" + i + ".json", "{\"id\":\"node" + i + "\",\"profile\":\"p\",\"selector\":{\"mac\":\"52:54:00:00:00:0" + i + "\"}}");
        }
        assertThat(findings()).singleElement().asString().startsWith("generic/g.tmpl:1:3: error: ").contains("(node2.json, node3.json, node4.json and 3 more)");
    }

    @Test
    void a_label_that_ipxe_does_not_send_is_a_note() throws Exception {
        good();
        file("generic/g.tmpl", "{{.request.query.os}} {{.request.query.stage}}");
        assertThat(findings()).hasSize(2).allMatch(line -> line.contains(": note: the template needs the label "));
        assertThat(check("--strict").code()).isZero();
    }

    @Test
    void a_label_that_one_group_asks_for_itself_is_not_taken_from_another() throws Exception {
        good();
        file("generic/g.tmpl", "{{.disk}} {{.request.query.os}}");
        file("groups/node2.json", "{\"id\":\"node2\",\"profile\":\"p\",\"selector\":{\"os\":\"installed\"},\"metadata\":{\"disk\":\"sda\"}}");
        assertThat(findings()).singleElement().asString().contains("needs the label os");
    }

    @Test
    void a_raw_ignition_file_is_read_as_it_will_be_served() throws Exception {
        good();
        file("profiles/p.json", "{\"id\":\"p\",\"ignition_id\":\"i.ign\"}");
        file("ignition/i.ign", "{\"ignition\": {\"version\": \"9.9.9\"}}");
        assertThat(findings()).anyMatch(line -> line.startsWith("ignition/i.ign:1:26: error: ") && line.endsWith("[ignition-invalid]"));
    }

    @Test
    void everything_that_butane_says_is_told_with_its_place_and_its_groups() throws Exception {
        good();
        file("profiles/p.json", "{\"id\":\"p\",\"ignition_id\":\"b.yaml\",\"boot\":{\"kernel\":\"/k\"}}");
        file("ignition/b.yaml", "variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: relative\n    - path: /{{.disk}}\n      nope: 1\n");
        assertThat(findings()).anyMatch(line -> line.startsWith("ignition/b.yaml:5:13: error: ") && line.contains("what the template renders to (node1.json)"))
                .anyMatch(line -> line.startsWith("ignition/b.yaml:7:7: warning: ") && line.contains("nope"));
    }

    @Test
    void our_own_group_files_are_looked_at_as_well() throws Exception {
        good();
        file("groups/rack.yaml", "id: rack\nprofile: p\nselector:\n  rack: [a, b]\n");
        assertThat(findings()).singleElement().asString().startsWith("generic/g.tmpl:1:3: error: ").contains("(rack.yaml)");
    }

    @Test
    void a_group_that_another_keeps_from_every_machine_is_a_warning_and_strict_makes_it_count() throws Exception {
        good();
        file("groups/later.json", "{\"id\":\"later\",\"profile\":\"p\",\"selector\":{\"mac\":\"52-54-00-00-00-01\"},\"metadata\":{\"disk\":\"sdb\"}}");
        assertThat(findings()).singleElement().asString().startsWith("groups/node1.json:1:40: warning: no machine ever gets this group: groups/later.json");
        assertThat(check().code()).isZero();
        assertThat(check("--strict").code()).isEqualTo(1);
    }

    @Test
    void what_no_machine_says_is_a_warning() throws Exception {
        good();
        file("groups/a.json", "{\"id\":\"a\",\"profile\":\"p\",\"selector\":{\"arch\":\"amd64\"},\"metadata\":{\"disk\":\"sda\"}}");
        file("groups/b.json", "{\"id\":\"b\",\"profile\":\"p\",\"selector\":{\"uuid\":\"A1\"},\"metadata\":{\"disk\":\"sda\"}}");
        file("groups/c.json", "{\"id\":\"c\",\"profile\":\"p\",\"selector\":{\"MAC\":\"52:54:00:00:00:03\"},\"metadata\":{\"disk\":\"sda\"}}");
        assertThat(findings()).hasSize(3).allMatch(line -> line.endsWith("[selector-never]"));
    }

    @Test
    void a_blank_file_an_ignored_one_and_a_folder_of_another_name_are_told() throws Exception {
        good();
        file("groups/blank.json", "{}");
        file("groups/node1.json.bak", "");
        file("group/x.json", "{}");
        assertThat(findings()).anyMatch(line -> line.startsWith("groups/blank.json: warning: the file says nothing"))
                .anyMatch(line -> line.startsWith("groups/node1.json.bak: note: "))
                .anyMatch(line -> line.startsWith("group: warning: ") && line.contains("groups?"));
    }

    @Test
    void of_one_kind_only_so_many_are_printed_and_the_others_counted() throws Exception {
        good();
        for (int i = 0; i < 9; i++) {
            file("generic/unused" + i, "");
        }
        var ended = check("--most", "2");
        assertThat(ended.out()).contains("… and 7 more [template-unused]").contains("9 notes in 1 group");
        assertThat(ended.out().lines()).hasSize(4);
    }

    @Test
    void programs_read_the_same_as_json() throws Exception {
        good();
        file("generic/g.tmpl", "{{.nope}}");
        assertThat(check("--output", "json").out()).startsWith("{\"schema\":1,").contains("\"errors\":1").contains("\"code\":\"template-key-missing\",\"file\":\"generic/g.tmpl\",\"line\":1,\"column\":3")
                .contains("\"groups\":[\"node1.json\"],\"groupCount\":1").endsWith("}\n");
    }

    @Test
    void a_folder_or_a_strict_look_is_meant_and_settings_are_not() {
        assertThat(CheckDirectory.isMeant(List.of("/data"))).isTrue();
        assertThat(CheckDirectory.isMeant(List.of("--strict", "/data"))).isTrue();
        assertThat(CheckDirectory.isMeant(List.of("--effective"))).isFalse();
        assertThat(CheckDirectory.isMeant(List.of("--config", "x.yaml"))).isFalse();
        assertThat(CheckDirectory.isMeant(List.of())).isFalse();
        assertThat(new Session().run(CheckDirectory::run, "--strict").code()).isEqualTo(2);
        assertThat(new Session().run(CheckDirectory::run, "/no/such").code()).isEqualTo(1);
    }


    @Test
    void what_cloud_init_asks_for_beside_a_generic_template_is_rendered_as_well() throws Exception {
        good();
        file("generic/g.tmpl.network-config", "address: {{.address}}\n");
        file("generic/g.tmpl.meta-data", "instance-id: {{.mac}}\n");
        assertThat(findings()).singleElement().asString().startsWith("generic/g.tmpl.network-config:1:12: error: ").contains("\"address\"").contains("(node1.json)");
    }

    @Test
    void a_template_that_no_group_uses_is_parsed_at_least() throws Exception {
        good();
        file("cloud/later.tmpl", "{{if}}");
        file("generic/rack1/setup", "\n  {{.x | nope}}");
        file("generic/rack1/setup.meta-data", "{{");
        file("ignition/raw.ign", "{{");
        file("ignition/soon.yaml", "{{end}}");
        file("profiles/soon.json", "{\"id\":\"soon\",\"ignition_id\":\"soon.yaml\"}");
        assertThat(findings().stream().filter(line -> line.contains("warning"))).hasSize(4).allMatch(line -> line.endsWith("[template-broken]"))
                .anyMatch(line -> line.startsWith("cloud/later.tmpl:1:")).anyMatch(line -> line.startsWith("generic/rack1/setup:2:"))
                .anyMatch(line -> line.startsWith("generic/rack1/setup.meta-data:1:")).anyMatch(line -> line.startsWith("ignition/soon.yaml:1:"));
        assertThat(findings()).filteredOn(line -> line.endsWith("[template-unused]")).hasSize(4);
        assertThat(check("--strict").code()).isEqualTo(1);
    }


    @Test
    void a_list_of_one_value_is_that_value_and_one_that_is_written_plainly_wins() throws Exception {
        good();
        String rest = "\nprofile: p\nmetadata: {disk: sda}\n";
        file("groups/a.yaml", "id: a\nselector: {mac: ['52:54:00:00:00:01']}" + rest);
        file("groups/b.yaml", "id: b\nselector: {rack: [x, y]}" + rest);
        file("groups/c.yaml", "id: c\nselector: {rack: [y, x]}" + rest);
        file("groups/d.yaml", "id: other\nselector: {rack: {glob: z}}" + rest);
        file("groups/e.json", "{\"id\":\"e\",\"profile\":\"p\",\"selector\":{\"rack\":\"z\"},\"metadata\":{\"disk\":\"sda\"}}");
        assertThat(findings()).hasSize(4)
                .anyMatch(line -> line.startsWith("groups/a.yaml: warning: no machine ever gets this group: groups/node1.json takes the same machines, and what is wanted more exactly"))
                .anyMatch(line -> line.startsWith("groups/b.yaml: warning: ") && line.contains("groups/c.yaml takes the same machines, and its list, which is greater"))
                .anyMatch(line -> line.startsWith("groups/d.yaml: warning: ") && line.contains("groups/e.json takes"))
                .anyMatch(line -> line.startsWith("groups/d.yaml: note: the id is other, and the file is called d:"));
    }

    @Test
    void a_folder_with_neither_groups_nor_profiles_is_an_error() throws Exception {
        file("groups/.gitkeep", "");
        file("groups/old.yml", "id: old");
        file("generic/g.tmpl", "");
        assertThat(findings()).anyMatch(line -> line.startsWith(".: error: the folder holds neither groups nor profiles"))
                .anyMatch(line -> line.startsWith("groups/old.yml: note: ") && line.contains("ends in neither .json nor .yaml"));
        assertThat(check().code()).isEqualTo(1);
        file("groups/rack.yaml", "id: rack\n");
        assertThat(check().code()).isZero();
    }
}
