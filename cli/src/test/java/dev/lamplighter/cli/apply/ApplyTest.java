package dev.lamplighter.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.remote.Certificates;
import dev.lamplighter.cli.remote.Client;
import dev.lamplighter.cli.remote.FakeServer;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline makes a server equal to a directory in version control. */
class ApplyTest {

    @TempDir
    static Path certificateFolder;

    static Certificates certificates;

    @TempDir
    Path data;

    FakeServer matchbox;
    FakeServer lamplighter;
    Client toMatchbox;
    Client toLamplighter;

    @BeforeAll
    static void certificates() {
        certificates = Certificates.in(certificateFolder, "127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        matchbox = FakeServer.matchbox(certificates);
        lamplighter = FakeServer.lamplighter(certificates);
        toMatchbox = Client.of(matchbox, certificates);
        toLamplighter = Client.of(lamplighter, certificates);
        file("groups/node.json", "{\"id\":\"node\",\"profile\":\"p\",\"selector\":{\"mac\":\"52-54-00-A1-9C-AE\"},\"metadata\":{\"z\":1,\"a\":{}}}");
        file("profiles/p.json", "{\"id\":\"p\",\"ignition_id\":\"i\",\"generic_id\":\"sub/g\",\"boot\":{}}");
        file("ignition/i", "variant: fcos\n");
        file("ignition/.gitkeep", "");
        file("generic/sub/g", "one\n");
    }

    @AfterEach
    void stop() {
        matchbox.close();
        lamplighter.close();
    }

    @Test
    void an_empty_server_becomes_equal_and_a_second_run_changes_nothing() {
        for (FakeServer server : new FakeServer[] {matchbox, lamplighter}) {
            var client = Client.of(server, certificates);

            var first = client.says("apply", data);
            assertThat(first.code()).as(first.err()).isZero();
            assertThat(first.out()).contains("+ group node", "4 changes made");
            assertThat(server.changes()).containsExactly("put ignition i", "put generic sub/g", "put profile p", "put group node");

            assertThat(client.says("apply", data, "--prune").out()).contains("Nothing to change; 4 objects are equal.");
            assertThat(server.changes()).isEmpty();
            assertThat(client.says("diff", data).code()).isZero();
        }
    }

    @Test
    void diff_shows_the_lines_and_changes_nothing() throws Exception {
        toLamplighter.says("apply", data);
        lamplighter.changes();
        file("ignition/i", "variant: fcos\nversion: 1.5.0\n");
        file("groups/node.json", "{\"id\":\"node\",\"name\":\"now named\",\"profile\":\"p\",\"selector\":{\"mac\":\"52:54:00:a1:9c:ae\"},\"metadata\":{\"a\":{},\"z\":1}}");

        var said = toLamplighter.says("diff", data);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("""
                ~ ignition i
                    @@ -1 +1,2 @@
                     variant: fcos
                    +version: 1.5.0
                ~ group node
                    @@ -1,5 +1,6 @@
                     {
                         "id": "node",
                    +    "name": "now named",
                         "profile": "p",
                         "selector": {
                             "mac": "52:54:00:a1:9c:ae"
                0 to add, 2 to change, 0 to delete; 2 are equal.
                """);
        assertThat(toLamplighter.says("diff", data, "--no-content").out()).doesNotContain("version", "named").contains("~ ignition i", "~ group node");
        assertThat(toLamplighter.says("apply", data, "--dry-run")).satisfies(dry -> {
            assertThat(dry.code()).isZero();
            assertThat(dry.out()).isEqualTo(said.out());
        });
        assertThat(lamplighter.changes()).isEmpty();
    }

    @Test
    void what_the_directory_lacks_stays_until_it_is_pruned() throws Exception {
        toLamplighter.says("apply", data);
        Files.delete(data.resolve("groups/node.json"));
        Files.delete(data.resolve("generic/sub/g"));
        file("profiles/p.json", "{\"id\":\"p\"}");
        lamplighter.changes();

        var kept = toLamplighter.says("apply", data);
        assertThat(kept.code()).isZero();
        assertThat(kept.out()).contains("? group node (only on the server)", "? generic sub/g (only on the server)", "--prune deletes it");
        assertThat(lamplighter.changes()).containsExactly("put profile p");
        assertThat(toLamplighter.says("diff", data).code()).isEqualTo(1);

        assertThat(toLamplighter.says("apply", data, "--prune").code()).isZero();
        assertThat(lamplighter.changes()).containsExactly("delete group node", "delete generic sub/g");
        assertThat(toLamplighter.says("diff", data).code()).isZero();
    }

    @Test
    void templates_of_matchbox_are_not_pruned_and_that_is_said() throws Exception {
        toMatchbox.says("apply", data);
        Files.delete(data.resolve("generic/sub/g"));
        matchbox.changes();

        var said = toMatchbox.says("apply", data, "--prune");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("? generic sub/g", "cannot list its templates");
        assertThat(said.err()).contains("names the generic sub/g, which the directory does not have");
        assertThat(matchbox.changes()).isEmpty();
    }

    @Test
    void what_matchbox_has_no_place_for_is_told_before_anything_is_sent() throws Exception {
        file("profiles/script.json", "{\"id\":\"script\",\"ipxe_id\":\"mine\"}");
        file("ipxe/mine", "#!ipxe\n");

        var said = toMatchbox.says("apply", data);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("is no Lamplighter", "ipxe mine, profile script");
        assertThat(matchbox.changes()).isEmpty();
        assertThat(toMatchbox.says("diff", data).code()).isEqualTo(2);

        assertThat(toLamplighter.says("apply", data).code()).isZero();
        assertThat(lamplighter.changes()).contains("put ipxe mine", "put profile script of ours");
        assertThat(toLamplighter.says("diff", data).code()).isZero();
    }

    @Test
    void every_broken_file_is_told_with_its_place_and_nothing_is_sent() throws Exception {
        file("groups/broken.json", "{\n\t\"id\": \"broken\",\n\t\"profile\": true\n}");
        file("groups/twin.json", "{\"id\":\"node\",\"profile\":\"p\"}");
        file("profiles/nameless.json", "{}");

        var said = toLamplighter.says("apply", data, "--prune");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains(data.resolve("groups/broken.json") + ":3:13: error: profile must be a string",
                data.resolve("groups/twin.json") + ":1:7: error: has the same id as " + data.resolve("groups/node.json"),
                data.resolve("profiles/nameless.json") + ":1:1: error: a profile needs an id",
                "nothing was sent: 3 things are wrong");
        assertThat(lamplighter.changes()).isEmpty();
        assertThat(toLamplighter.says("diff", data).code()).isEqualTo(2);
    }

    @Test
    void warnings_are_told_and_refused_when_strict() throws Exception {
        file("groups/another-name.json", "{\"id\":\"second\",\"profile\":\"absent\"}");
        file("groups/README.md", "hello");
        file("groups/ours.yaml", "id: ours\n");
        file("profiles/p.json", "{\"id\":\"p\",\"ignitionid\":\"i\"}");

        var said = toLamplighter.says("apply", data, "--strict");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("README.md: warning: is passed over: its name ends in neither .json nor .yaml",
                "ours.yaml: warning: is passed over: it is a group in YAML, which gRPC cannot carry",
                "another-name.json:1:7: warning: has the id \"second\"; the server will name it second.json",
                "another-name.json:1:26: warning: names the profile absent, which the directory does not have",
               
                "profiles/p.json:1:11: warning: the server does not read the key ignitionid", "5 things are wrong");
        assertThat(toLamplighter.says("apply", data).code()).isZero();
        assertThat(lamplighter.objects()).contains("group second", "group node");
    }

    @Test
    void a_failure_midway_says_what_was_done_and_what_was_not() {
        lamplighter.failAt("put profile p", Status.RESOURCE_EXHAUSTED.withDescription("no space left on device"));

        var said = toLamplighter.says("apply", data);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("no space left on device", "2 of 4 changes were made; not made:\n  add profile p\n  add group node\n");
        assertThat(lamplighter.changes()).containsExactly("put ignition i", "put generic sub/g");

        assertThat(toLamplighter.says("apply", data).code()).isZero();
        assertThat(lamplighter.changes()).containsExactly("put profile p", "put group node");
    }

    @Test
    void a_folder_that_is_none_of_ours_is_refused_so_that_nothing_is_pruned_by_mistake(@TempDir Path empty) {
        toLamplighter.says("apply", data);
        lamplighter.changes();

        assertThat(toLamplighter.says("apply", empty, "--prune").err()).contains("has none of the folders");
        assertThat(toLamplighter.says("apply", empty.resolve("absent"), "--prune").err()).contains("is no directory");
        assertThat(toLamplighter.says("apply").code()).isEqualTo(2);
        assertThat(lamplighter.changes()).isEmpty();
    }

    @Test
    void a_directory_without_groups_and_profiles_deletes_all_only_when_that_is_asked_for() throws Exception {
        toLamplighter.says("apply", data);
        lamplighter.changes();
        Files.delete(data.resolve("groups/node.json"));
        Files.delete(data.resolve("profiles/p.json"));

        var said = toLamplighter.says("apply", data, "--prune");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains(data + ": error: has neither groups nor profiles");
        assertThat(toLamplighter.says("diff", data).code()).isEqualTo(2);
        assertThat(lamplighter.changes()).isEmpty();

        assertThat(toLamplighter.says("apply", data, "--prune", "--allow-empty").code()).isZero();
        assertThat(lamplighter.changes()).containsExactly("delete group node", "delete profile p");
    }

    @Test
    void without_a_server_the_exit_code_is_3() {
        lamplighter.close();

        assertThat(toLamplighter.says("apply", data).code()).isEqualTo(3);
        assertThat(toLamplighter.says("diff", data).code()).isEqualTo(3);
    }

    private void file(String name, String content) throws Exception {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
