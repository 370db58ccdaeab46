package dev.lamplighter.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path state;

    @BeforeEach
    void a_server_has_written() throws Exception {
        Files.writeString(state.resolve("audit.jsonl.1"), line("08:00", "change", "\"way\":\"grpc\",\"who\":\"CN=terraform\",\"method\":\"GroupPut\",\"object\":\"groups/a.json\""));
        Files.writeString(state.resolve("audit.jsonl"), line("11:30", "read", "\"what\":\"ignition\",\"machine\":\"node1\",\"mac\":\"52:54:00:a1:9c:01\",\"from\":\"192.0.2.50:1\",\"status\":200")
                + line("11:59", "change", "\"way\":\"machine\",\"who\":\"node1\",\"method\":\"has fetched /ignition\",\"object\":\"intents/node1\",\"before\":\"netboot-once\",\"after\":\"disk\"") + "{\"torn");
    }

    private static String line(String time, String kind, String more) {
        return "{\"schema\":1,\"kind\":\"" + kind + "\",\"time\":\"2026-11-24T" + time + ":00Z\"," + more + "}\n";
    }

    private Said audit(String... words) {
        var command = new AuditCommand((flags, console) -> new AuditPlaces.Found(Optional.of(state.resolve("audit.jsonl")), state), NOON);
        return new Session().run(command::run, words);
    }

    private String shown(String... words) {
        Said said = audit(words);
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        return said.out();
    }

    @Test
    void all_of_it_is_a_line_each_the_oldest_first() {
        assertThat(shown()).isEqualTo("""
                2026-11-24T08:00:00Z change  grpc CN=terraform: groups/a.json by GroupPut
                2026-11-24T11:30:00Z read    ignition of node1, 52:54:00:a1:9c:01 by 192.0.2.50:1 -> 200
                2026-11-24T11:59:00Z change  machine node1: intents/node1 by has fetched /ignition, netboot-once -> disk
                """);
    }

    @Test
    void it_is_narrowed_by_time_machine_object_kind_and_number() {
        assertThat(shown("--since", "45m").lines()).hasSize(2);
        assertThat(shown("--since", "2026-11-24T11:45:00Z").lines()).hasSize(1);
        assertThat(shown("--machine", "node1").lines()).hasSize(2);
        assertThat(shown("--machine", "52-54-00-A1-9C-01").lines()).hasSize(1);
        assertThat(shown("--object", "groups").lines()).hasSize(1);
        assertThat(shown("--object", "group").lines()).isEmpty();
        assertThat(shown("--kind", "read").lines()).hasSize(1);
        assertThat(shown("--limit", "1")).contains("intents/node1").hasLineCount(1);
    }

    @Test
    void as_json_each_record_is_as_it_was_written() throws Exception {
        assertThat(shown("--json") + "{\"torn").isEqualTo(Files.readString(state.resolve("audit.jsonl.1")) + Files.readString(state.resolve("audit.jsonl")));
    }

    @Test
    void what_commands_have_left_and_no_server_has_taken_is_shown_too() {
        var own = new OwnRecords(state, NOON, Map.of("SUDO_USER", "anna"));
        own.tell("machines boot", "intents/node2", Optional.empty(), Optional.empty());
        assertThat(own.trouble()).isEmpty();
        assertThat(shown("--object", "intents/node2")).contains(" change  command ").contains("sudo by anna").endsWith("intents/node2 by machines boot\n");
    }

    @Test
    void mistakes_say_what_is_meant() {
        assertThat(audit("--since", "yesterday")).satisfies(said -> {
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("is no time");
        });
        var none = new AuditCommand((flags, console) -> new AuditPlaces.Found(Optional.empty(), state), NOON);
        assertThat(new Session().run(none::run).err()).contains("there is no audit");
    }
}
