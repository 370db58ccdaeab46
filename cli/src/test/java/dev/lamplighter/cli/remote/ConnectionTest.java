package dev.lamplighter.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody cannot reach a server, and is told why in one sentence. */
class ConnectionTest {

    @TempDir
    static Path ours;

    @TempDir
    static Path theirs;

    @TempDir
    static Path elsewhere;

    static FakeServer server;
    static Client client;

    @BeforeAll
    static void start() throws Exception {
        var certificates = Certificates.in(ours, "127.0.0.1");
        server = FakeServer.lamplighter(certificates);
        client = Client.of(server, certificates);
        Certificates.in(theirs, "127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nothing_listens() throws Exception {
        var said = client.says("get", "groups", "--endpoints", "127.0.0.1:" + closedPort());

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("nothing listens there").hasLineCount(1);
    }

    @Test
    void a_name_that_no_host_can_have_is_told() {
        assertThat(client.says("get", "groups", "--endpoints", "my_host:1")).isEqualTo(new Said(3, "",
                "lamplighter: \"my_host\" can be no host's name (letters, digits, hyphens and dots); name another or its address with --endpoints\n"));
    }

    @Test
    void the_first_endpoint_that_answers_is_asked() throws Exception {
        assertThat(client.says("get", "groups", "--endpoints", "127.0.0.1:" + closedPort() + ", " + server.endpoint()).code()).isZero();
    }

    @Test
    void when_no_endpoint_answers_each_is_told() throws Exception {
        int one = closedPort();
        int two = closedPort();

        assertThat(client.says("get", "groups", "--endpoints", "127.0.0.1:" + one + ",127.0.0.1:" + two).err())
                .contains("no server answers", ":" + one + " refuses", ":" + two + " refuses");
    }

    @Test
    void a_port_that_is_silent_costs_no_more_than_the_timeout() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var said = client.says("get", "groups", "--endpoints", "127.0.0.1:" + silent.getLocalPort(), "--timeout", "300ms");

            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).contains("did not answer within 300ms");
        }
    }

    @Test
    void the_server_is_of_another_authority() {
        var said = client.with("LAMPLIGHTER_CA_FILE", theirs.resolve("ca.crt")).says("get", "groups");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("the server's certificate").contains(theirs.resolve("ca.crt").toString());
    }

    @Test
    void the_server_does_not_know_our_authority() {
        var said = client.with("LAMPLIGHTER_CERT_FILE", theirs.resolve("client.crt")).with("LAMPLIGHTER_KEY_FILE", theirs.resolve("client.key"))
                .says("put", "group", "-f", "/dev/null");

        assertThat(said.code()).isEqualTo(1);
        assertThat(client.with("LAMPLIGHTER_CERT_FILE", theirs.resolve("client.crt")).with("LAMPLIGHTER_KEY_FILE", theirs.resolve("client.key"))
                .says("get", "groups")).satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(3);
                    assertThat(refused.err()).contains(server.endpoint(), "it accepts clients of");
                });
    }

    @Test
    void the_name_is_not_in_the_certificate() throws Exception {
        var certificates = Certificates.in(elsewhere, "matchbox.example.com");
        try (var other = FakeServer.matchbox(certificates)) {
            var said = Client.of(other, certificates).says("get", "groups");

            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).contains("is not for 127.0.0.1; it names matchbox.example.com");
        }
    }

    @Test
    void files_that_are_missing_or_do_not_fit_are_named() {
        assertThat(client.with("LAMPLIGHTER_CA_FILE", "/nowhere/ca.crt").says("get", "groups").err())
                .contains("/nowhere/ca.crt does not exist", "--ca-file", "certs init");
        assertThat(client.with("LAMPLIGHTER_KEY_FILE", theirs.resolve("client.key")).says("get", "groups").err()).contains("is not the key of the certificate");
    }

    private static int closedPort() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }
}
