package dev.lamplighter.cli.machines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.state.Intent;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import dev.lamplighter.store.state.StateLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinesCommandTest {

    static final Instant THEN = Instant.parse("2026-11-24T00:00:00Z");
    static final String STRANGER = "52:54:00:a1:9c:77";

    @TempDir
    Path folder;

    @BeforeEach
    void a_server_has_run_here() throws Exception {
        Files.createDirectories(folder.resolve("data/machines"));
        Files.createDirectories(folder.resolve("state"));
        write("node1.yaml", "mac: 52:54:00:a1:9c:01\naddress: 192.0.2.10\nhostname: node1\nboot: netboot-once\n");
        try (var state = state()) {
            state.saw(new Seen(Mac.of(STRANGER), Optional.of(new UUID(1, 2)), Optional.of(Arch.EFI_X64), Optional.of(Ip4.of("192.0.2.100")), THEN, THEN));
            state.put(new Intent("node1", Set.of(), BootIntent.NETBOOT_ONCE, BootIntent.DISK, THEN, "has fetched /ignition"));
        }
    }

    private MachineState state() throws Exception {
        return MachineState.open(folder.resolve("state/machines.sqlite"), StateLimits.DEFAULT, new EventHub("server", Clock.systemUTC()));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("data/machines").resolve(name), text);
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("data/machines").resolve(name));
    }

    private Said machines(String... words) {
        var command = new MachinesCommand((flags, console) -> new Places.Found(folder.resolve("data"), folder.resolve("state"), List.of()));
        return new Session().run(command::run, words);
    }

    private String done(String... words) {
        Said said = machines(words);
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        return said.out();
    }

    @Test
    void the_list_holds_who_is_declared_and_who_was_seen() {
        assertThat(done()).isEqualTo("""
                NAME   MAC                ADDRESS      HOSTNAME  BOOT  LAST SEEN             VENDOR
                node1  52:54:00:a1:9c:01  192.0.2.10   node1     disk  never                 QEMU
                -      52:54:00:a1:9c:77  192.0.2.100  -         -     2026-11-24T00:00:00Z  QEMU
                """);
        assertThat(done("list", "-o", "json")).contains("\"current_boot\": \"disk\"", "\"current_boot_because\": \"has fetched /ignition\"", "\"arch\": \"efi-x64 (client-arch 7)\"");
    }

    @Test
    void one_is_shown_by_its_name_or_its_address_as_yaml() {
        assertThat(done("show", "52-54-00-A1-9C-01")).startsWith("name: node1\nmacs:\n- 52:54:00:a1:9c:01\n").contains("current_boot: disk\n");
        assertThat(done("show", STRANGER)).contains("seen:\n").doesNotContain("name:");
        assertThat(machines("show", "nobody").code()).isEqualTo(1);
    }

    @Test
    void a_stranger_is_adopted_into_a_file_with_what_was_seen_of_it() throws IOException {
        done("adopt", STRANGER, "node2", "--hostname", "node2", "--label", "rack=7", "--boot", "netboot-once");
        assertThat(file("node2.yaml")).isEqualTo("""
                mac: "52:54:00:a1:9c:77"
                uuid: "00000000-0000-0001-0000-000000000002"
                hostname: "node2"
                boot: netboot-once
                labels:
                  rack: "7"
                """.replace("\"node2\"", "node2"));
        assertThat(machines("adopt", STRANGER, "node3").err()).contains("is declared already, as node2");
        assertThat(machines("adopt", "52:54:00:a1:9c:78", "node1").err()).contains("there is a machine node1 already");
        assertThat(machines("adopt", "52:54:00:a1:9c:78", "../x").err()).contains("is no name of a machine");
    }

    @Test
    void an_edit_changes_its_keys_and_leaves_everything_else_as_it_was_written() throws IOException {
        write("node1.yaml", """
                # The first of rack 7.
                mac: 52:54:00:a1:9c:01   # eno1
                hostname: node1
                labels:
                  rack: 7
                  old: x

                # installed in March
                boot: netboot-once
                address: 192.0.2.10
                """);
        done("edit", "node1", "--hostname", "first", "--label", "role=worker", "--unlabel", "old", "--address", "192.0.2.11", "--address", "192.0.2.12", "--boot", "");
        assertThat(file("node1.yaml")).isEqualTo("""
                # The first of rack 7.
                mac: 52:54:00:a1:9c:01   # eno1
                hostname: first
                labels:
                  rack: "7"
                  role: worker

                # installed in March
                addresses:
                  - "192.0.2.11"
                  - "192.0.2.12"
                """);
    }

    @Test
    void an_edit_of_text_over_several_lines_leaves_the_line_after_it() throws IOException {
        write("a.yaml", "mac: 52:54:00:a1:9c:02\nserial: |-\n  C02XG0\nhostname: a\n");
        done("edit", "a", "--serial", "C02XG1");
        assertThat(file("a.yaml")).isEqualTo("mac: 52:54:00:a1:9c:02\nserial: C02XG1\nhostname: a\n");
    }

    @Test
    void a_file_in_braces_and_one_in_json_are_edited_too() throws IOException {
        write("a.yaml", "{mac: 52:54:00:a1:9c:02, labels: {a: b}}\n");
        done("edit", "a", "--label", "c=d");
        assertThat(file("a.yaml")).isEqualTo("mac: \"52:54:00:a1:9c:02\"\nlabels:\n  a: b\n  c: d\n");
        write("b.json", "{\"mac\": \"52:54:00:a1:9c:03\"}");
        done("edit", "b", "--secure", "true", "--hostname", "b");
        assertThat(file("b.json")).isEqualTo("{\n\t\"mac\": \"52:54:00:a1:9c:03\",\n\t\"hostname\": \"b\",\n\t\"secure\": true\n}");
    }

    @Test
    void what_would_be_no_machine_is_not_written() throws IOException {
        String before = file("node1.yaml");
        assertThat(machines("edit", "node1", "--hostname", "a b").err()).contains("\"a b\" is not a host name");
        assertThat(machines("edit", "node1", "--mac", "").err()).contains("a machine needs a mac");
        assertThat(file("node1.yaml")).isEqualTo(before);
    }

    @Test
    void a_command_says_from_where_a_machine_boots_and_the_server_hears_of_it() throws Exception {
        assertThat(done("boot", "node1", "netboot-once")).isEqualTo("node1: netboot-once\n");
        try (var server = state()) {
            assertThat(server.intent("node1")).map(Intent::current).contains(BootIntent.NETBOOT_ONCE);
        }
        assertThat(machines("boot", "nobody", "disk").err()).contains("there is no machine nobody");
        assertThat(machines("boot", "node1", "dsk").code()).isEqualTo(2);
    }

    @Test
    void without_a_server_s_state_nothing_is_begun_in_its_place() throws IOException {
        Files.delete(folder.resolve("state/machines.sqlite"));
        assertThat(done("list")).contains("netboot-once");
        assertThat(machines("boot", "node1", "disk").err()).contains("machines edit node1 --boot disk says the same");
        assertThat(folder.resolve("state/machines.sqlite")).doesNotExist();
    }
}
