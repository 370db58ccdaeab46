package dev.lamplighter.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.api.serverpb.GroupListRequest;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.rpc.service.Allowed;
import dev.lamplighter.rpc.testing.Certificates;
import dev.lamplighter.rpc.testing.Client;
import io.grpc.Status;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what is told of who does not. */
class TrustTest {

    @TempDir
    Path folder;

    @Test
    void a_client_of_the_ca_gets_in_with_tls_1_2_and_with_1_3() throws Exception {
        try (var door = RunningDoor.in(folder)) {
            for (String version : List.of("TLSv1.2", "TLSv1.3")) {
                var who = Optional.of(door.authority.client("CN=terraform"));
                try (var client = Client.with(who, door.authority, door.at(), tls -> tls.protocols(version))) {
                    assertThat(list(client)).isEqualTo(Status.Code.OK);
                }
            }
        }
    }

    @Test
    void a_client_without_a_certificate_sees_unavailable_and_the_event_says_what_it_lacks() throws Exception {
        try (var door = RunningDoor.in(folder); var nobody = Client.as(Optional.empty(), door.authority, door.at())) {
            assertThat(list(nobody)).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(door.heard.refusal("no-client-certificate").status()).isEqualTo("UNAVAILABLE");
        }
    }

    @Test
    void a_certificate_of_another_ca_one_that_is_not_valid_now_and_one_for_servers_are_refused() throws Exception {
        try (var door = RunningDoor.in(folder)) {
            Instant now = Instant.now();
            var strangers = List.of(
                    Certificates.authority("CN=lab CA").client("CN=terraform"),
                    door.authority.issue(client("CN=old").valid(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1)))),
                    door.authority.issue(client("CN=early").valid(now.plus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)))),
                    door.authority.server());
            for (Certificates stranger : strangers) {
                try (var client = door.client(stranger)) {
                    assertThat(list(client)).as(stranger.certificate().getSubjectX500Principal().toString()).isEqualTo(Status.Code.UNAVAILABLE);
                }
            }
            assertThat(door.heard.refusal("client-certificate").wire().peerAddress()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void a_certificate_that_names_no_purpose_and_one_below_an_intermediate_that_the_client_brings_are_good() throws Exception {
        try (var door = RunningDoor.in(folder)) {
            var any = door.authority.issue(Certificates.wanted("CN=any"));
            var below = door.authority.intermediate("CN=team CA").client("CN=deep");
            assertThat(below.chain()).hasSize(2);
            for (Certificates who : List.of(any, below)) {
                try (var client = door.client(who)) {
                    assertThat(list(client)).isEqualTo(Status.Code.OK);
                }
            }
        }
    }

    @Test
    void plain_text_is_refused_and_told() throws Exception {
        try (var door = RunningDoor.in(folder); var socket = new Socket(door.at().getAddress(), door.at().getPort())) {
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(door.heard.refusal("not-tls").who()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"})
    void suites_without_authenticated_encryption_are_refused(String suite) throws Exception {
        try (var door = RunningDoor.in(folder)) {
            UnaryOperator<SslContextBuilder> old = tls -> tls.protocols("TLSv1.2").ciphers(List.of(suite));
            try (var client = Client.with(Optional.of(door.authority.client("CN=old")), door.authority, door.at(), old)) {
                assertThat(list(client)).isEqualTo(Status.Code.UNAVAILABLE);
            }
            assertThat(door.heard.refusal("handshake").reason().orElseThrow().sentence()).contains("cipher suites");
        }
    }

    @Test
    void rpc_allow_lets_its_names_call_and_tells_the_others_who_they_are() throws Exception {
        var allowed = new Allowed(List.of(Allowed.Entry.parse("CN=terraform").orElseThrow()));
        try (var door = RunningDoor.in(folder, allowed); var terraform = door.client("CN=terraform,O=lab"); var other = door.client("CN=other")) {
            assertThat(list(terraform)).isEqualTo(Status.Code.OK);
            assertThat(Client.told(() -> other.groups().groupList(GroupListRequest.getDefaultInstance())))
                    .isEqualTo("PERMISSION_DENIED: CN=other may not call here");
            BootEvent.Rpc refused = door.heard.refusal("not-allowed");
            assertThat(refused.who()).isEqualTo("CN=other");
            assertThat(refused.method()).isEqualTo("rpcpb.Groups/GroupList");
            assertThat(door.door.listening().getFirst().detail()).startsWith("1 names among the clients of ");
        }
    }

    @Test
    void renewed_files_count_for_new_connections_and_open_ones_go_on() throws Exception {
        try (var door = RunningDoor.in(folder); var before = door.client("CN=terraform")) {
            assertThat(list(before)).isEqualTo(Status.Code.OK);
            var second = Certificates.authority("CN=second CA");
            Certificates.bundle(folder.resolve("ca.crt"), door.authority, second);
            second.server().write(folder, "server");
            door.heard.await(BootEvent.Notice.class, notice -> notice.code().equals("rpc-tls-reloaded") && notice.sentence().contains("server.crt"));
            awaitAccepted(door, second);
            try (var old = Client.as(door.authority.client("CN=first"), second, door.at())) {
                assertThat(list(old)).isEqualTo(Status.Code.OK);
            }
            assertThat(list(before)).isEqualTo(Status.Code.OK);
        }
    }

    /** The files change one after the other, so it may be the second look that has them all. */
    private static void awaitAccepted(RunningDoor door, Certificates authority) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (var after = Client.as(authority.client("CN=second"), authority, door.at())) {
                if (list(after) == Status.Code.OK) {
                    return;
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the new certificates are not in use");
    }

    @Test
    void files_that_cannot_be_used_keep_the_door_closed_and_the_reason_names_the_file() throws Exception {
        Files.writeString(folder.resolve("junk"), "nothing");
        try (var door = RunningDoor.in(folder)) {
            Path key = folder.resolve("server.key");
            Files.move(key, folder.resolve("moved.key"));
            door.door.close();
            assertThatThrownBy(door.door::open).isInstanceOf(CannotListen.class).hasCauseInstanceOf(BadPem.class).hasMessage("grpc: " + key + " does not exist");
        }
    }

    private static Certificates.Wanted client(String subject) {
        return Certificates.wanted(subject).purpose(KeyPurposeId.id_kp_clientAuth);
    }

    private static Status.Code list(Client client) {
        return Client.status(() -> client.groups().groupList(GroupListRequest.getDefaultInstance())).getCode();
    }
}
