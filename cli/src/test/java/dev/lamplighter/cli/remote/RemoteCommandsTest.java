package dev.lamplighter.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody looks at a server and changes it, one object at a time. */
class RemoteCommandsTest {

    static final String NODE1 = """
            {
            	"id": "node1",
            	"name": "Node 1",
            	"profile": "p",
            	"selector": {
            		"mac": "52:54:00:a1:9c:ae"
            	},
            	"metadata": {
            		"a": 1,
            		"b": [
            			null,
            			"x"
            		]
            	}
            }
            """;

    @TempDir
    static Path certificateFolder;

    static Certificates certificates;

    @TempDir
    Path folder;

    FakeServer matchbox;
    FakeServer lamplighter;

    @BeforeAll
    static void certificates() {
        certificates = Certificates.in(certificateFolder, "127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        matchbox = FakeServer.matchbox(certificates);
        lamplighter = FakeServer.lamplighter(certificates);
    }

    @AfterEach
    void stop() {
        matchbox.close();
        lamplighter.close();
    }

    @Test
    void a_group_that_is_put_comes_back_in_the_form_of_its_file() throws Exception {
        var client = Client.of(matchbox, certificates);
        Path file = file("whatever.json", "{\"metadata\":{\"b\":[null,\"x\"],\"a\":1},\"selector\":{\"mac\":\"52-54-00-A1-9C-AE\"},\"profile\":\"p\",\"name\":\"Node 1\",\"id\":\"node1\"}");

        assertThat(client.says("put", "groups", "-f", file).out()).isEqualTo("group node1 put\n");

        assertThat(client.says("get", "group", "node1", "--output", "json").out()).isEqualTo(NODE1);
        assertThat(client.says("get", "groups", "-o", "yaml").out()).isEqualTo("""
                - id: node1
                  name: Node 1
                  profile: p
                  selector:
                    mac: 52:54:00:a1:9c:ae
                  metadata:
                    a: 1
                    b:
                    - null
                    - x
                """);
        assertThat(client.says("get", "groups").out()).isEqualTo("""
                ID     GROUP NAME  SELECTORS              PROFILE
                node1  Node 1      mac=52:54:00:a1:9c:ae  p
                """);
        assertThat(client.says("describe", "groups").out()).isEqualTo("""
                ID:        node1
                NAME:      Node 1
                PROFILE:   p
                SELECTORS: mac=52:54:00:a1:9c:ae
                METADATA:  {
                             "a": 1,
                             "b": [
                               null,
                               "x"
                             ]
                           }
                """);
    }

    @Test
    void a_key_that_the_server_does_not_read_is_told_and_refused_when_strict() throws Exception {
        var client = Client.of(matchbox, certificates);
        Path file = file("x.json", "{\"id\":\"x\",\"profile\":\"p\",\"selektor\":{}}");

        var strict = client.says("put", "group", "-f", file, "--strict");
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.err()).startsWith(file + ":1:25: warning: the server does not read the key selektor");
        assertThat(matchbox.changes()).isEmpty();

        assertThat(client.says("put", "group", "-f", file)).satisfies(said -> {
            assertThat(said.code()).isZero();
            assertThat(said.err()).isEqualTo(strict.err());
        });
    }

    @Test
    void what_get_prints_as_json_can_be_put_again() throws Exception {
        var client = Client.of(matchbox, certificates);
        client.pipes("{\"id\":\"p\",\"boot\":{}}", "put", "profile", "-f", "-");

        String json = client.says("get", "profiles", "p", "-o", "json").out();
        client.says("delete", "profile", "p");

        assertThat(client.pipes(json, "put", "profile", "-").code()).isZero();
        assertThat(client.says("get", "profiles", "p", "-o", "json").out()).isEqualTo(json).contains("\"boot\": {}");
    }

    @Test
    void several_files_are_read_before_the_first_is_sent() throws Exception {
        var client = Client.of(matchbox, certificates);
        Path good = file("good.json", "{\"id\":\"good\",\"profile\":\"p\"}");
        Path bad = file("bad.json", "{\n  \"id\": \"bad\",\n  \"profile\": 7\n}");
        Path idle = file("idle.json", "{\"id\":\"idle\"}");

        var said = client.says("put", "groups", "-f", good, bad, idle, folder.resolve("absent.json"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).isEqualTo(bad + ":3:14: profile must be a string, not a number\n" + idle + ":1:1: a group needs a profile\n"
                + folder.resolve("absent.json") + " does not exist\n");
        assertThat(matchbox.changes()).isEmpty();
        assertThat(client.says("put", "groups", "-f", good).code()).isZero();
    }

    @Test
    void a_template_is_named_by_its_file_and_comes_back_octet_for_octet() throws Exception {
        var client = Client.of(matchbox, certificates);
        Path file = file("node.yaml.tmpl", "variant: fcos\n\tnot ended");

        client.says("put", "ignition", "-f", file);
        client.pipes("zwei", "put", "generic", "-f", "-", "--name", "two");

        assertThat(matchbox.changes()).containsExactly("put ignition node.yaml.tmpl", "put generic two");
        assertThat(client.says("get", "ignition", "node.yaml.tmpl").out()).isEqualTo("variant: fcos\n\tnot ended");
        assertThat(client.says("get", "generic", "two", "-o", "json").out()).contains("\"content\": \"zwei\"", "\"size\": 4");
        assertThat(client.pipes("x", "put", "generic", "-").err()).contains("needs a --name");
    }

    @Test
    void describe_tells_which_profiles_name_a_template() throws Exception {
        var client = Client.of(matchbox, certificates);
        client.pipes("{\"id\":\"p\",\"generic_id\":\"setup\"}", "put", "profile", "-");
        client.pipes("echo\n", "put", "generic", "-", "--name", "setup");

        assertThat(client.says("describe", "generic", "setup").out()).contains("PROFILES:  p\n", "CONTENT:   echo\n");
        assertThat(client.says("describe", "profile", "p").out()).isEqualTo("ID:        p\nGENERIC:   setup\n");
    }

    @Test
    void what_is_missing_is_told_and_the_rest_is_done() throws Exception {
        var client = Client.of(matchbox, certificates);
        client.pipes("{\"id\":\"here\",\"profile\":\"p\"}", "put", "group", "-");

        var said = client.says("delete", "groups", "gone", "here");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("group here deleted\n");
        assertThat(said.err()).isEqualTo("lamplighter: group gone: " + matchbox.endpoint() + " has none (remove /data/groups/gone.json: no such file or directory)\n");
        assertThat(client.says("get", "groups", "gone", "-o", "json")).satisfies(none -> {
            assertThat(none.code()).isEqualTo(1);
            assertThat(none.out()).isEmpty();
        });
        assertThat(client.says("get", "groups", "-o", "json").out()).isEqualTo("[]\n");
    }

    @Test
    void a_refusal_carries_the_servers_words() throws Exception {
        var client = Client.of(matchbox, certificates);
        matchbox.failAt("put generic a", Status.RESOURCE_EXHAUSTED.withDescription("the disk is full\u001b[2J"));
        matchbox.failAt("put generic b", Status.PERMISSION_DENIED.withDescription("CN=ci"));

        assertThat(client.pipes("x", "put", "generic", "-", "--name", "a").err()).contains("the disk is full\\x1b[2J").doesNotContain("\u001b");
        assertThat(client.pipes("x", "put", "generic", "-", "--name", "b").err()).contains("rpc.allow", "CN=ci");
    }

    @Test
    void matchbox_cannot_list_templates_and_has_no_cloud_configs() throws Exception {
        var client = Client.of(matchbox, certificates);

        var list = client.says("get", "ignition");
        var cloud = client.says("get", "cloud", "c");
        var profile = client.pipes("{\"id\":\"p\",\"ipxe_id\":\"i\"}", "put", "profile", "-");

        assertThat(list.code()).isEqualTo(1);
        assertThat(list.err()).contains("cannot list templates, as Matchbox cannot").contains("lamplighter get ignition NAME");
        assertThat(cloud.err()).contains("it needs a server of Lamplighter");
        assertThat(profile.err()).contains("profile p with ipxe_id or grub_id").contains("it needs a server of Lamplighter");
        assertThat(matchbox.objects()).isEmpty();
    }

    @Test
    void lamplighter_lists_templates_and_keeps_scripts_of_a_profile() throws Exception {
        var client = Client.of(lamplighter, certificates);
        client.pipes("#!ipxe\n", "put", "ipxe", "-", "--name", "mine");
        client.pipes("{\"id\":\"p\",\"ipxe_id\":\"mine\"}", "put", "profile", "-");

        assertThat(client.says("get", "ipxe").out()).isEqualTo("NAME  SIZE  SHA256\nmine  7     " + Sha256.of(Bytes.utf8("#!ipxe\n")).toHex() + "\n");
        assertThat(client.says("get", "profile", "p", "-o", "json").out()).contains("\"ipxe_id\": \"mine\"");
        assertThat(client.says("describe", "ipxe", "mine").out()).contains("PROFILES:  p");
    }

    @Test
    void words_that_are_not_understood_are_told_before_any_server_is_asked() {
        var client = Client.of(matchbox, certificates);

        assertThat(client.says("get").code()).isEqualTo(2);
        assertThat(client.says("get", "instances").err()).contains("\"instances\" is no kind of object; there are groups, profiles");
        assertThat(client.says("delete", "groups").err()).contains("needs the names");
        assertThat(client.says("put", "groups").err()).contains("needs a file");
        assertThat(client.says("put", "groups", "-f", "a", "--name", "x").code()).isEqualTo(2);
        assertThat(client.says("get", "groups", "--output", "xml").err()).contains("table or json or yaml");
        assertThat(client.says("get", "groups", "--timeout", "soon").err()).contains("500ms, 10s or 2m");
        assertThat(client.says("get", "groups", "--endpoints", "nowhere").err()).contains("HOST:PORT");
        assertThat(client.says("get", "--help").out()).contains("usage: lamplighter get", "Exit codes");
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }


    @Test
    void programs_read_what_describe_says_of_a_template() throws Exception {
        var client = Client.of(matchbox, certificates);
        client.pipes("{\"id\":\"p\",\"generic_id\":\"setup\"}", "put", "profile", "-");
        client.pipes("echo\n", "put", "generic", "-", "--name", "setup");

        assertThat(client.says("describe", "generic", "setup", "-o", "yaml").out()).contains("name: setup\n", "profiles:\n- p\n", "content: |\n  echo\n");
        assertThat(client.says("describe", "profiles", "-o", "json").out()).isEqualTo(client.says("get", "profiles", "-o", "json").out());
        assertThat(client.says("describe", "profile", "p", "-o", "table").out()).isEqualTo(client.says("describe", "profile", "p").out());
        assertThat(client.says("describe", "profiles", "-o", "xml").code()).isEqualTo(2);
    }


    @Test
    void a_group_in_yaml_cannot_be_put_and_the_sentence_says_what_can_be_done() throws Exception {
        var said = Client.of(lamplighter, certificates).says("put", "groups", "-f", file("own.yaml", "id: own\nprofile: p\n"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).startsWith(folder.resolve("own.yaml") + " is a group in YAML, which gRPC cannot carry").contains("put the file into the groups folder of the server");
        assertThat(lamplighter.changes()).isEmpty();
    }
}
