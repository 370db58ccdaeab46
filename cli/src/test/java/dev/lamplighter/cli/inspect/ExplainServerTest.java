package dev.lamplighter.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.remote.Certificates;
import dev.lamplighter.cli.remote.Client;
import dev.lamplighter.cli.remote.FakeServer;
import dev.lamplighter.model.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine gets is asked of a server rather than of a folder. */
class ExplainServerTest {

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void a_servers_catalog_is_explained_as_a_folder_is() throws Exception {
        var certificates = Certificates.in(folder, "127.0.0.1");
        try (var matchbox = FakeServer.matchbox(certificates)) {
            var client = Client.of(matchbox, certificates);
            client.says("put", "generic", "-f", file("g.tmpl", "disk {{.disk}}"));
            client.says("put", "profiles", "-f", file("p.json", "{\"id\":\"p\",\"generic_id\":\"g.tmpl\",\"ignition_id\":\"none.ign\"}"));
            client.says("put", "groups", "-f",
                    file("node1.json", "{\"id\":\"node1\",\"profile\":\"p\",\"selector\":{\"mac\":\"52:54:00:00:00:01\"},\"metadata\":{\"disk\":\"sda\"}}"));

            var said = client.says("explain", "--label", "mac=52:54:00:00:00:01");
            assertThat(said.out()).contains("group    groups/node1.json").contains("/generic: 200, 8 octets\n  disk sda\n").contains("/ignition: 404 template-missing");
            assertThat(said.code()).isEqualTo(1);

            assertThat(client.says("explain", "--label", "mac=52:54:00:00:00:02").out()).contains("groups/node1.json: wants mac=52:54:00:00:00:01");
        }
    }

    @Test
    void where_no_server_answers_the_exit_code_says_so() throws Exception {
        var certificates = Certificates.in(folder, "127.0.0.1");
        Client client;
        try (var gone = FakeServer.matchbox(certificates)) {
            client = Client.of(gone, certificates);
        }
        assertThat(client.says("explain", "--label", "mac=52:54:00:00:00:01").code()).isEqualTo(3);
    }


    @Test
    void a_group_that_the_server_selects_and_does_not_list_is_explained_and_said_to_be_one() throws Exception {
        var certificates = Certificates.in(folder, "127.0.0.1");
        try (var server = FakeServer.lamplighter(certificates)) {
            var client = Client.of(server, certificates);
            client.says("put", "generic", "-f", file("g.tmpl", "disk {{.disk}}"));
            client.says("put", "generic", "-f", file("g.tmpl.vendor-data", "hello"));
            client.says("put", "profiles", "-f", file("p.json", "{\"id\":\"p\",\"generic_id\":\"g.tmpl\",\"boot\":{\"kernel\":\"/k\"}}"));
            client.says("put", "groups", "-f", file("default.json", "{\"id\":\"default\",\"profile\":\"p\"}"));
            server.selects(new Group("rack", "", "p", Map.of("mac", "52:54:00:00:00:01"), Map.of("disk", "sda")));

            var said = client.says("explain", "--label", "mac=52-54-00-00-00-01");
            assertThat(said.out()).contains("group    groups/rack.yaml: selector mac=52:54:00:00:00:01 (1 label)\n         the server selects the group rack, which is not in its list: groups in YAML")
                    .contains("/generic: 200, 8 octets\n  disk sda\n").contains("/nocloud/vendor-data: 200, 5 octets\n").contains("groups/default.json: matches too");
            assertThat(said.code()).isZero();

            server.selects(new Group("", "", "", Map.of(), Map.of()));
            var none = client.says("explain", "--label", "mac=52-54-00-00-00-01");
            assertThat(none.out()).contains("group    none takes this machine").contains("the server says that no group takes this machine, though by its list it is default;");
            assertThat(none.code()).isEqualTo(1);
        }
    }
}
