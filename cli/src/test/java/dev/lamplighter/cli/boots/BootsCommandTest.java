package dev.lamplighter.cli.boots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BootsCommandTest {

    static final String UNDER_WAY = """
            {"id":"a-1","mac":"52:54:00:00:00:01","addresses":["192.0.2.101"],"arch":"efi-x64","state":"under way","stage":"loader","began":"2026-11-24T12:00:00Z",
             "last":"2026-11-24T12:00:02Z","ms":2000,"steps":[
               {"stage":"firmware","result":"done","at":"2026-11-24T12:00:00Z","ms":0,"what":"ACK 192.0.2.101, boot ipxe.efi","times":2},
               {"stage":"loader","result":"begun","at":"2026-11-24T12:00:01Z","ms":0,"what":"ipxe.efi","bytes":524288,"of":1048576}]}""";
    static final String STOPPED = """
            {"id":"a-2","mac":"52:54:00:00:00:02","addresses":[],"state":"stopped","stage":"script","began":"2026-11-24T11:00:00Z","last":"2026-11-24T11:00:09Z","ms":9000,
             "diagnosis":{"code":"no-group","sentence":"no group selects it\\u001b]0;pwned\\u0007","check":"add a group\\u202e"},"steps":[
               {"stage":"script","result":"failed","at":"2026-11-24T11:00:09Z","ms":1,"what":"/ipxe\\n\\u009b2J\\u007f","reason":"no-group","why":"no group selects it"}]}""";
    static final String HOSTILE = "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]";

    @TempDir
    Path folder;

    @Test
    void boots_are_a_table_with_the_reason_of_those_that_stopped() throws Exception {
        Said said = said("200 OK", list(), "");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines()).hasSize(3).first().asString().startsWith("MACHINE");
        assertThat(said.out()).contains("52:54:00:00:00:01  under way  loader  12:00:00  2.0 s  ipxe.efi")
                .contains("52:54:00:00:00:02  stopped    script  11:00:00  9.0 s  no group selects it");
    }

    @Test
    void a_machine_is_shown_with_every_step_and_what_to_check() throws Exception {
        Said said = said("200 OK", list(), "52-54-00-00-00-02");
        assertThat(said.out()).contains("✓ firmware ACK 192.0.2.101, boot ipxe.efi, 2 times").contains("… loader   ipxe.efi, 512 KiB of 1.0 MiB")
                .contains("✗ script").contains("why:   no group selects it").contains("check: add a group");
    }

    @Test
    void hostile_text_reaches_no_terminal_in_any_form() throws Exception {
        for (List<String> words : List.of(List.<String>of(), List.of("52:54:00:00:00:02"), List.of("--json"))) {
            assertThat(said("200 OK", list(), words).out()).as(words.toString()).doesNotContainPattern(HOSTILE).contains("pwned");
        }
        for (List<String> words : List.of(List.of("--follow"), List.of("--follow", "--json"))) {
            assertThat(said("200 OK", stream(), words).out()).as(words.toString()).doesNotContainPattern(HOSTILE).contains("pwned");
        }
        var table = new BootTable();
        table.changed(json(STOPPED));
        assertThat(table.lines(Instant.EPOCH, 10)).hasSize(2).noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}].*"));
    }

    @Test
    void json_is_what_the_appliance_knows() throws Exception {
        Said said = said("200 OK", list(), "--json");
        JsonNode boots = json(said.out()).path("boots");
        assertThat(boots).isEqualTo(json(list()).path("boots"));
        assertThat(said("200 OK", stream(), "--follow", "--json").out().lines().map(BootsCommandTest::json).map(boot -> boot.path("id").asString()))
                .containsExactly("a-1", "a-2", "a-1");
    }

    @Test
    void followed_without_a_terminal_each_step_is_a_line_once() throws Exception {
        Said said = said("200 OK", stream(), "-f");
        assertThat(said.out().lines().map(line -> line.replaceAll("\\s+", " "))).containsExactly(
                "52:54:00:00:00:01 12:00:00 ✓ firmware ACK 192.0.2.101, boot ipxe.efi, 2 times", "52:54:00:00:00:01 12:00:01 … loader ipxe.efi, 512 KiB of 1.0 MiB",
                "52:54:00:00:00:02 11:00:09 ✗ script /ipxe\\x0a\\x9b2J\\x7f: no group selects it",
                "52:54:00:00:00:02 11:00:09 stopped: no group selects it\\x1b]0;pwned\\x07 [no-group] Check: add a group\\u{202e}",
                "52:54:00:00:00:01 12:00:01 ✓ loader ipxe.efi, 1.0 MiB in 1.5 s");
        assertThat(said.code()).as("the stream has ended").isEqualTo(1);
    }

    @Test
    void on_a_terminal_a_machine_is_a_line_with_its_stages_and_the_bar_of_its_transfer() {
        var table = new BootTable();
        Stream.of(UNDER_WAY, STOPPED).map(BootsCommandTest::json).forEach(table::changed);
        assertThat(table.lines(Instant.parse("2026-11-24T12:00:10Z"), 24).stream().map(line -> line.replaceAll("\\s+", " "))).containsExactly("MACHINE STAGE TOOK NOW",
                "52:54:00:00:00:01 ■▶····· loader 10.0 s ipxe.efi [##########----------] 50 % of 1.0 MiB",
                "52:54:00:00:00:02 ■■■✗··· script 9.0 s no group selects it\\x1b]0;pwned\\x07 [no-group] Check: add a group\\u{202e}");
        table.changed(json(STOPPED.replace("a-2", "a-3").replace("T11:", "T13:").replace("\"stopped\"", "\"done\"").replaceFirst("\"diagnosis\":\\{[^}]*},", "")));
        assertThat(table.lines(Instant.EPOCH, 24)).as("the newest boot of each machine").hasSize(3).last().asString().contains("■■■■■■■  done");
    }

    @Test
    void a_table_has_no_more_lines_than_the_terminal() {
        var table = new BootTable();
        for (int i = 10; i < 60; i++) {
            table.changed(json(UNDER_WAY.replace("00:01\"", "00:" + i + "\"")));
        }
        assertThat(table.lines(Instant.EPOCH, 10)).hasSize(10).last().isEqualTo("and 42 more");
        assertThat(table.lines(Instant.EPOCH, 51)).hasSize(51);
    }

    @Test
    void the_machine_is_asked_for_by_name_and_the_number_of_boots_is_bounded() throws Exception {
        Path path = folder.resolve("asked.sock");
        try (var appliance = new FakeAppliance(path, "200 OK", "{\"boots\":[]}")) {
            Said said = said(path, List.of("52:54:00:00:00:01", "--limit", "5"));
            assertThat(said.out()).isEqualTo("no boot was seen yet\n");
            assertThat(appliance.asked()).startsWith("GET /api/v1/boots?limit=5&machine=52%3A54%3A00%3A00%3A00%3A01 HTTP/1.");
        }
    }

    @Test
    void an_appliance_that_cannot_be_asked_is_told_in_a_sentence() throws Exception {
        assertThat(said(folder.resolve("none.sock"), List.of()).err()).contains("is Lamplighter running?");
        assertThat(said("503 Service Unavailable", "", "").err()).contains("the appliance answers HTTP/1.1 503");
        assertThat(said("200 OK", "no json", "").err()).startsWith("lamplighter: ");
        Files.writeString(folder.resolve("file"), "");
        assertThat(said(folder.resolve("file"), List.of()).code()).isEqualTo(1);
        assertThat(said(folder.resolve("none.sock"), List.of("a", "b")).code()).isEqualTo(2);
    }

    private static String list() {
        return "{\"boots\":[" + UNDER_WAY + "," + STOPPED + "]}";
    }

    private static String stream() {
        String then = UNDER_WAY.replace("\"result\":\"begun\"", "\"result\":\"done\"").replace("\"ms\":0,\"what\":\"ipxe.efi\",\"bytes\":524288,\"of\":1048576",
                "\"ms\":1500,\"what\":\"ipxe.efi\",\"bytes\":1048576,\"of\":1048576");
        return Stream.of(UNDER_WAY, STOPPED, then).map(boot -> "event: boot\ndata: " + boot.replace("\n", " ") + "\n\n").reduce("", String::concat);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    private Said said(String status, String body, String... words) throws Exception {
        return said(status, body, Stream.of(words).filter(word -> !word.isEmpty()).toList());
    }

    private Said said(String status, String body, List<String> words) throws Exception {
        Path path = folder.resolve("admin.sock");
        try (var _ = new FakeAppliance(path, status, body)) {
            return said(path, words);
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private static Said said(Path socket, List<String> words) {
        return new Session("", Map.of("LAMPLIGHTER_ADMIN_SOCKET", socket.toString())).run(new BootsCommand()::run, words.toArray(String[]::new));
    }
}
