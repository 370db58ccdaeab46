package dev.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCommandTest {

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void a_template_is_rendered_with_a_group_and_what_the_machine_says() throws Exception {
        String template = file("node.tmpl", "{{.disk}} {{.os}} {{.request.query.mac}}");
        String group = file("node1.json", "{\"id\":\"node1\",\"profile\":\"p\",\"selector\":{\"OS\":\"installed\"},\"metadata\":{\"disk\":\"/dev/sda\"}}");
        var ended = new Session().run(new TemplateCommand()::run, template, "--group", group, "--label", "mac=52-54-00-A1-9C-AE");
        assertThat(ended).isEqualTo(new Said(0, "/dev/sda installed 52:54:00:a1:9c:ae", ""));
    }

    @Test
    void what_is_wrong_is_told_by_file_line_and_column_and_nothing_is_printed() throws Exception {
        String template = file("node.tmpl", "first\n{{.nope}}\n");
        var ended = new Session().run(new TemplateCommand()::run, template);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith(template + ":2:3: ").contains("nope");

        String group = file("bad.json", "{\n  \"id\": 7\n}");
        assertThat(new Session().run(new TemplateCommand()::run, template, "--group", group).err()).startsWith(group + ":2:9: ");
    }

    @Test
    void standard_input_is_a_template_and_data_may_stand_in_for_a_group() throws Exception {
        String data = file("data.json", "{\"n\": [1, 2]}");
        assertThat(new Session("{{len .n}}", Map.of()).run(new TemplateCommand()::run, "-", "--data", data).out()).isEqualTo("2");
        assertThat(new Session("", Map.of()).run(new TemplateCommand()::run, "-", "--data", file("list.json", "[1]")).err()).contains("list.json:1:1: not a JSON object");
    }

    @Test
    void a_stream_is_answered_line_by_line() {
        var ended = new Session("{\"template\":\"{{.a}}\",\"data\":{\"a\":\"x\"}}\n{\"template\":\"{{\"}\n", Map.of()).run(new TemplateCommand()::run, "--stream");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines()).hasSize(2).first().isEqualTo("{\"output\":\"x\"}");
        assertThat(ended.out().lines().skip(1)).allMatch(line -> line.startsWith("{\"error\":\"parse\""));
    }

    @Test
    void a_mistake_in_the_command_line_has_a_code_of_its_own() {
        assertThat(new Session().run(new TemplateCommand()::run).code()).isEqualTo(2);
        assertThat(new Session().run(new TemplateCommand()::run, "a", "b").err()).contains("\"b\" is one word too many");
        assertThat(new Session().run(new TemplateCommand()::run, "--stream", "a").code()).isEqualTo(2);
        assertThat(new Session().run(new TemplateCommand()::run, "nope.tmpl").err()).contains("nope.tmpl does not exist");
        assertThat(new Session().run(new TemplateCommand()::run, "--help").out()).startsWith("usage: lamplighter template FILE");
    }


    @Test
    void a_group_in_yaml_gives_what_the_machine_said_for_its_patterns() throws Exception {
        String template = file("node.tmpl", "{{.disk}} {{.rack}}");
        String group = file("rack.yaml", "id: rack\nselector:\n  rack: [a, b]\nmetadata: {disk: sda}\n");
        assertThat(new Session().run(new TemplateCommand()::run, template, "--group", group, "--label", "rack=b")).isEqualTo(new Said(0, "sda b", ""));
        assertThat(new Session().run(new TemplateCommand()::run, template, "--group", file("bad.yaml", "id: x\nnope: 1\n")).err()).startsWith(folder.resolve("bad.yaml") + ":2:");
    }
}
