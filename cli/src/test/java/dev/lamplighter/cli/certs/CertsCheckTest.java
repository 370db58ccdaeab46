package dev.lamplighter.cli.certs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Said;
import dev.lamplighter.cli.Session;
import dev.lamplighter.cli.certs.Authority.Issued;
import dev.lamplighter.cli.certs.Authority.Keys;
import dev.lamplighter.cli.certs.Authority.Purpose;
import dev.lamplighter.cli.certs.Authority.Term;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client looks at servers that are each wrong in one way. */
class CertsCheckTest {

    /** Real servers compare with the real clock, so the story is told around now. */
    final Instant now = Instant.now();
    final Term good = new Term(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(300)));
    final Term over = new Term(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(2)));
    final Term toCome = new Term(now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(30)));
    final Authority ours = Authority.create("Our CA", Keys.EC_P256, new Term(now.minus(Duration.ofDays(100)), now.plus(Duration.ofDays(3000))));
    final Authority others = Authority.create("Another CA", Keys.EC_P256, good);
    final Authority namesake = Authority.create("Our CA", Keys.EC_P256, good);
    static final List<AltName> LOOPBACK = List.of(AltName.of("127.0.0.1").orElseThrow());

    @TempDir
    Path folder;

    private final List<ServerSocket> listening = new ArrayList<>();

    /** What servers met; the client hears of it, and that is what the tests look at. */
    private final List<IOException> refusals = new CopyOnWriteArrayList<>();

    @AfterEach
    void hang_up() throws IOException {
        for (ServerSocket socket : listening) {
            socket.close();
        }
    }

    @Test
    void all_is_well_with_certificates_of_one_authority() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        var ended = check(server(ours.issue("server", Purpose.SERVER, LOOPBACK, good), ours));
        assertThat(ended.out()).contains("accepted the handshake").contains("names 127.0.0.1").doesNotContain("wrong");
        assertThat(ended.code()).isZero();
    }

    @Test
    void a_server_of_another_authority_is_told_from_one_whose_authority_was_made_anew() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        assertThat(wrongs(server(others.issue("server", Purpose.SERVER, LOOPBACK, good), ours))).anyMatch(line -> line.contains("issued by CN=Another CA, and"));
        assertThat(wrongs(server(namesake.issue("server", Purpose.SERVER, LOOPBACK, good), ours))).anyMatch(line -> line.contains("made anew"));
    }

    @Test
    void a_server_of_another_name_is_told_with_the_names_it_has() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        var names = AltName.parse("matchbox.example.com,192.0.2.9");
        assertThat(wrongs(server(ours.issue("server", Purpose.SERVER, names, good), ours)))
                .singleElement().asString().contains("not for 127.0.0.1; it names matchbox.example.com, 192.0.2.9");
        assertThat(wrongs(server(ours.issue("server", Purpose.SERVER, List.of(), good), ours))).singleElement().asString().contains("no alternative names");
    }

    @Test
    void a_server_whose_time_is_over_or_to_come_is_told_with_this_hosts_clock() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        assertThat(wrongs(server(ours.issue("server", Purpose.SERVER, LOOPBACK, over), ours))).singleElement().asString().contains("expired at").contains("clock says");
        assertThat(wrongs(server(ours.issue("server", Purpose.SERVER, LOOPBACK, toCome), ours))).singleElement().asString().contains("not good before");
    }

    @Test
    void a_server_that_shows_a_clients_certificate_is_told() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        assertThat(wrongs(server(ours.issue("server", Purpose.CLIENT, LOOPBACK, good), ours))).anyMatch(line -> line.contains("lacks serverAuth") && line.contains("changed places"));
    }

    /** A server that refuses may hang up before its alert is through; the cause is told either way. */
    @Test
    void a_client_that_the_server_refuses_is_told_with_the_cause() throws Exception {
        client(others.issue("client", Purpose.CLIENT, List.of(), good));
        var port = server(ours.issue("server", Purpose.SERVER, LOOPBACK, good), ours);
        assertThat(wrongs(port)).anyMatch(line -> line.contains("accepts clients of CN=Our CA, and ours was issued by CN=Another CA"));
    }

    @Test
    void an_alert_is_told_by_its_name() throws Exception {
        var issued = others.issue("client", Purpose.CLIENT, List.of(), good);
        client(issued);
        var credentials = Credentials.read(folder.resolve("client.crt"), folder.resolve("client.key"));
        var diagnosis = new Diagnosis(new CertificateRules(now), "127.0.0.1:8081", "127.0.0.1", "ca.crt", List.of(ours.own().certificate()), Optional.of(credentials));
        assertThat(diagnosis.of(new Met.Tls(List.of(), true, List.of(), new Met.Ending.Alert("unknown_ca")))).singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("refused the client's certificate (CN=client) by the alert unknown_ca: it was issued by CN=Another CA"));
        assertThat(diagnosis.of(new Met.Tls(List.of(), false, List.of(), new Met.Ending.Alert("protocol_version")))).singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("neither TLS 1.2 nor TLS 1.3"));
    }

    @Test
    void a_client_that_is_expired_or_no_client_is_found_before_the_server_says_so() throws Exception {
        var port = server(ours.issue("server", Purpose.SERVER, LOOPBACK, good), ours);
        client(ours.issue("client", Purpose.CLIENT, List.of(), over));
        assertThat(wrongs(port)).first().asString().contains("client.crt (CN=client) expired");
        client(ours.issue("client", Purpose.SERVER, List.of(), good));
        assertThat(wrongs(port)).first().asString().contains("lacks clientAuth");
    }

    @Test
    void a_client_without_a_certificate_is_told_that_one_is_wanted() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), PemText.of(ours.own().certificate()));
        assertThat(wrongs(server(ours.issue("server", Purpose.SERVER, LOOPBACK, good), ours)))
                .anyMatch(line -> line.contains("client.crt does not exist")).anyMatch(line -> line.contains("name one with --cert-file and --key-file"));
    }

    @Test
    void a_key_of_another_pair_is_told() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        Files.writeString(folder.resolve("client.key"), PemText.of(ours.own().keys().getPrivate()));
        assertThat(files().out()).contains("client.key is not the key of");
    }

    @Test
    void plain_http_and_other_protocols_are_no_tls() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        assertThat(wrongs(plain("HTTP/1.0 400 Bad Request\r\n\r\n"))).singleElement().asString().contains("does not speak TLS but plain HTTP");
        assertThat(wrongs(plain("SSH-2.0-Example\r\n"))).singleElement().asString().contains("SSH-2.0-Example");
    }

    @Test
    void where_nothing_listens_the_exit_code_says_so() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var ended = check(free);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("nothing listens there");
    }

    @Test
    void a_server_that_says_nothing_is_not_waited_for_long() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        assertThat(wrongs(plain(""))).singleElement().asString().contains("does not go on with the handshake");
    }

    @Test
    void files_are_looked_at_without_a_server_and_warned_of_before_they_expire() throws Exception {
        var soon = new Term(now.minus(Duration.ofDays(300)), now.plus(Duration.ofDays(20)));
        client(ours.issue("client", Purpose.CLIENT, List.of(), soon));
        var ended = files();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("warning").contains("expires in 19 days").contains("client.key is its key").contains("was issued by CN=Our CA");
        assertThat(new Session().run(new CertsCommand()::run, "check", "--dir", folder.resolve("none").toString()).code()).isEqualTo(1);
    }

    @Test
    void an_intermediate_certificate_counts_only_where_it_is_sent() throws Exception {
        var rules = new CertificateRules(now);
        var leaf = ours.issue("server", Purpose.SERVER, LOOPBACK, good).certificate();
        assertThat(rules.chain("it", List.of(leaf), List.of(ours.own().certificate()), "ca.crt").isError()).isFalse();
        assertThat(rules.chain("it", List.of(leaf, ours.own().certificate()), List.of(others.own().certificate()), "ca.crt").sentence()).contains("it signed itself");
    }

    private void client(Issued issued) throws IOException {
        Files.writeString(folder.resolve("ca.crt"), PemText.of(ours.own().certificate()));
        Files.writeString(folder.resolve("client.crt"), PemText.of(issued.certificate()));
        Files.writeString(folder.resolve("client.key"), PemText.of(issued.keys().getPrivate()));
    }

    private Said check(int port) {
        return new Session().run(new CertsCommand(Clock.fixed(now, ZoneOffset.UTC))::run, "check", "--dir", folder.toString(), "--endpoint", "127.0.0.1:" + port,
                "--timeout", "2s");
    }

    private Said files() {
        return new Session().run(new CertsCommand(Clock.fixed(now, ZoneOffset.UTC))::run, "check", "--dir", folder.toString());
    }

    private List<String> wrongs(int port) {
        var ended = check(port);
        assertThat(ended.code()).isEqualTo(1);
        return ended.out().lines().filter(line -> line.startsWith("wrong")).toList();
    }

    /** A server of TLS that wants clients of one authority, and says one word to each that it accepts. */
    private int server(Issued own, Authority clients) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.keys().getPrivate(), new char[0], new Certificate[] {own.certificate()});
        var keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(keys, new char[0]);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("clients", clients.own().certificate());
        var trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), new SecureRandom());
        var socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setNeedClientAuth(true);
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        accept(socket, connection -> {
            ((SSLSocket) connection).startHandshake();
            connection.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            connection.getOutputStream().flush();
            connection.getInputStream().read();
        });
        return socket.getLocalPort();
    }

    /** A server that says something in the clear to whoever comes; nothing: it stays silent. */
    private int plain(String says) throws IOException {
        var socket = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        accept(socket, connection -> {
            connection.getOutputStream().write(says.getBytes(US_ASCII));
            connection.getOutputStream().flush();
            if (says.isEmpty()) {
                connection.getInputStream().readAllBytes();
            }
        });
        return socket.getLocalPort();
    }

    @FunctionalInterface
    private interface Talk {
        void with(Socket connection) throws IOException;
    }

    private void accept(ServerSocket socket, Talk talk) {
        listening.add(socket);
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try (var connection = socket.accept()) {
                    talk.with(connection);
                } catch (IOException refused) {
                    refusals.add(refused);
                }
            }
        });
    }


    @Test
    void files_and_timeout_may_come_from_the_variables_of_other_commands() throws Exception {
        client(ours.issue("client", Purpose.CLIENT, List.of(), good));
        var environment = Map.of("LAMPLIGHTER_CA_FILE", folder.resolve("ca.crt").toString(), "LAMPLIGHTER_CERT_FILE", folder.resolve("client.crt").toString(),
                "LAMPLIGHTER_KEY_FILE", folder.resolve("client.key").toString(), "LAMPLIGHTER_TIMEOUT", "200ms");
        var silent = new Session("", environment).run(new CertsCommand(Clock.fixed(now, ZoneOffset.UTC))::run, "check", "--endpoint", "127.0.0.1:" + plain(""));
        assertThat(silent.out()).contains("client.key is its key").contains("does not go on with the handshake");
        assertThat(new Session("", environment).run(new CertsCommand()::run, "check").out()).contains("client.key is its key");
        assertThat(new Session("", environment).run(new CertsCommand()::run, "check", "--timeout", "soon").err()).contains("500ms, 10s or 2m");
    }
}
