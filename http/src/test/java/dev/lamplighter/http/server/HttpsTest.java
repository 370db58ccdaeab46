package dev.lamplighter.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.FolderBoot;
import dev.lamplighter.http.Heard;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.Segments;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {

    private static final HttpLimits IMPATIENT =
            new HttpLimits(10, 10, Duration.ofMillis(300), Duration.ofMillis(300), 4096, 4096, 100, 10, 10);

    private static Pair first;
    private static Pair second;

    @TempDir
    Path folder;

    private final Loops loops = new Loops(2);
    private final Heard heard = new Heard();
    private final byte[] image = new byte[8 << 20];
    private HttpDoor door;

    @BeforeAll
    static void make_certificates() throws Exception {
        first = Pair.named("first");
        second = Pair.named("second");
    }

    @BeforeEach
    void open() throws Exception {
        new Random(1).nextBytes(image);
        Files.createDirectory(folder.resolve("assets"));
        Files.write(folder.resolve("assets/image"), image);
        first.write(chain(), key());
        door = door(HttpLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        door.close();
        loops.close();
    }

    @Test
    void who_offers_http2_gets_it_and_the_answers_are_those_of_http1() throws Exception {
        for (String path : List.of("/", "/ipxe?mac=52-54-00-a1-9c-ae", "/metadata", "/assets/image", "/assets/", "/assets", "/nothing", "//ipxe")) {
            HttpResponse<byte[]> modern = get(client(Version.HTTP_2), path);
            HttpResponse<byte[]> old = get(client(Version.HTTP_1_1), path);
            assertThat(modern.version()).isEqualTo(Version.HTTP_2);
            assertThat(old.version()).isEqualTo(Version.HTTP_1_1);
            assertThat(modern.statusCode()).isEqualTo(old.statusCode());
            assertThat(modern.body()).isEqualTo(old.body());
            for (String field : List.of("content-type", "content-length", "location", "x-lamplighter-reason", "accept-ranges", "last-modified")) {
                assertThat(modern.headers().allValues(field)).as(path + " " + field).isEqualTo(old.headers().allValues(field));
            }
        }
    }

    @Test
    void who_speaks_plain_http_reads_that_the_port_speaks_https() throws Exception {
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
            plain.setSoTimeout(20_000);
            plain.getOutputStream().write("GET /ipxe HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(plain.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.0 400 Bad Request\r\n").endsWith("\r\n\r\nthis port speaks HTTPS\n");
        }
    }

    @Test
    void a_large_file_arrives_whole_and_in_parts_by_both() throws Exception {
        for (Version version : List.of(Version.HTTP_2, Version.HTTP_1_1)) {
            HttpClient client = client(version);
            assertThat(get(client, "/assets/image").body()).isEqualTo(image);
            var part = HttpRequest.newBuilder(uri("/assets/image")).header("Range", "bytes=100000-299999").build();
            HttpResponse<byte[]> some = client.send(part, BodyHandlers.ofByteArray());
            assertThat(some.statusCode()).isEqualTo(206);
            assertThat(some.body()).isEqualTo(Arrays.copyOfRange(image, 100_000, 300_000));
            var head = client.send(HttpRequest.newBuilder(uri("/assets/image")).HEAD().build(), BodyHandlers.ofByteArray());
            assertThat(head.headers().firstValue("content-length")).contains(String.valueOf(image.length));
        }
        eventually(() -> heard.all(BootEvent.Http.class).size() == 6);
        assertThat(heard.all(BootEvent.Http.class).getFirst().bytes()).isEqualTo(image.length);
        assertThat(door.busy()).isFalse();
    }

    @Test
    void many_requests_share_one_connection() throws Exception {
        HttpClient client = client(Version.HTTP_2);
        get(client, "/");
        var answers = IntStream.range(0, 50).mapToObj(i ->
                client.sendAsync(HttpRequest.newBuilder(uri(i % 10 == 0 ? "/assets/image" : "/ipxe")).build(), BodyHandlers.ofByteArray())).toList();
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        eventually(() -> heard.all(BootEvent.Http.class).size() == 51);
        assertThat(heard.all(BootEvent.Http.class).stream().map(http -> http.wire().peer().getPort()).distinct()).hasSize(1);
    }

    @Test
    void tls_1_2_and_1_3_are_spoken_and_nothing_older() throws Exception {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            var parameters = new SSLParameters();
            parameters.setProtocols(new String[] {version});
            HttpClient client = HttpClient.newBuilder().sslContext(Pair.trusting(first)).sslParameters(parameters).build();
            HttpResponse<byte[]> answer = get(client, "/");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        }
    }

    @Test
    void a_renewed_certificate_is_shown_to_who_comes_later_and_open_connections_stay() throws Exception {
        HttpClient early = client(Version.HTTP_2);
        assertThat(get(early, "/").statusCode()).isEqualTo(200);
        Files.writeString(key(), "broken");
        eventually(() -> heard.all(BootEvent.Notice.class).stream().anyMatch(notice -> notice.code().equals("tls-kept")));
        assertThat(heard.all(BootEvent.Notice.class).getLast().sentence()).contains(key() + " holds no private key in PEM form");
        assertThat(shown(client(Version.HTTP_2))).isEqualTo(first.certificate());
        second.write(chain(), key());
        eventually(() -> heard.all(BootEvent.Notice.class).stream().anyMatch(notice -> notice.code().equals("tls-reloaded")));
        assertThat(shown(client(Version.HTTP_2))).isEqualTo(second.certificate());
        assertThat(shown(early)).isEqualTo(first.certificate());
        var peer = heard.all(BootEvent.Http.class).getFirst().wire().peer();
        eventually(() -> heard.all(BootEvent.Http.class).stream().filter(http -> http.wire().peer().equals(peer)).count() == 2);
    }

    @Test
    void who_speaks_no_tls_or_nothing_is_told_and_shown_out() throws Exception {
        try (var plain = new Socket(address().getAddress(), address().getPort())) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\nHost: lab\r\n\r\n".getBytes(US_ASCII));
            plain.setSoTimeout(20_000);
            plain.getInputStream().readAllBytes();
        }
        eventually(() -> heard.reasons().contains("tls"));
        assertThat(heard.reasons()).containsOnlyOnce("tls");
        assertThatThrownBy(() -> door(HttpLimits.DEFAULT, folder.resolve("absent"))).isInstanceOf(CannotListen.class)
                .hasMessageContaining(folder.resolve("absent") + " does not exist");
    }

    @Test
    void a_flood_of_resets_ends_the_connection() throws Exception {
        try (var client = new RawHttp2(address(), Pair.trusting(first))) {
            try {
                for (int i = 0; i < 2000; i++) {
                    client.head(2 * i + 1, true, "/");
                    client.send(RawHttp2.RESET, 0, 2 * i + 1, 0, 0, 0, 8);
                }
            } catch (IOException ended) {
                assertThat(ended).isNotNull();
            }
            assertThat(client.next(RawHttp2.GOAWAY)).map(frame -> frame.payload().at(7)).contains(0xb);
        }
        assertThat(heard.reasons()).contains("http2");
        assertThat(get(client(Version.HTTP_2), "/").statusCode()).isEqualTo(200);
        eventually(() -> !door.busy());
    }

    @Test
    void a_half_sent_request_ends_after_a_time() throws Exception {
        reopen(IMPATIENT);
        try (var client = new RawHttp2(address(), Pair.trusting(first))) {
            client.head(1, false, "/ipxe");
            client.send(RawHttp2.DATA, 0, 1, 'x');
            assertThat(client.next(RawHttp2.RESET)).map(RawHttp2.Frame::stream).contains(1);
        }
        assertThat(heard.reasons()).contains("half-request");
        try (var client = (SSLSocket) Pair.trusting(first).getSocketFactory().createSocket(address().getAddress(), address().getPort())) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write("GET / HT".getBytes(US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        eventually(() -> heard.reasons().stream().filter("half-request"::equals).count() >= 2);
        assertThat(door.busy()).isFalse();
    }

    @Test
    void a_stream_whose_client_takes_nothing_ends_and_an_idle_connection_too() throws Exception {
        reopen(IMPATIENT);
        try (var client = new RawHttp2(address(), Pair.trusting(first))) {
            client.head(1, true, "/assets/image");
            assertThat(client.next(RawHttp2.RESET)).map(RawHttp2.Frame::stream).contains(1);
            eventually(() -> heard.reasons().contains("client-stalled"));
            assertThat(client.next(RawHttp2.GOAWAY)).isPresent();
            assertThat(client.next()).isEmpty();
        }
        assertThat(door.busy()).isFalse();
    }

    @Test
    void when_the_door_stops_taking_a_stream_may_end_and_the_connection_closes() throws Exception {
        try (var client = new RawHttp2(address(), Pair.trusting(first))) {
            client.head(1, true, "/assets/image");
            assertThat(client.next(RawHttp2.DATA)).isPresent();
            door.stopTaking();
            client.send(8, 0, 0, 0x7f, 0, 0, 0);
            client.send(8, 0, 1, 0x7f, 0, 0, 0);
            assertThat(client.next(RawHttp2.GOAWAY)).isPresent();
            Optional<RawHttp2.Frame> last = client.next(RawHttp2.DATA);
            while (last.isPresent() && (last.get().flags() & RawHttp2.END_STREAM) == 0) {
                last = client.next(RawHttp2.DATA);
            }
            assertThat(last).isPresent();
            assertThat(client.next()).isEmpty();
        }
    }

    private void reopen(HttpLimits limits) throws Exception {
        door.close();
        door = door(limits);
    }

    private HttpDoor door(HttpLimits limits) throws CannotListen {
        return door(limits, chain());
    }

    private HttpDoor door(HttpLimits limits, Path chain) throws CannotListen {
        var boot = new FolderBoot(folder.resolve("assets"), Map.of(Resource.Document.IPXE, "#!ipxe\n", Resource.Document.METADATA, "A=b\n".repeat(9000)));
        var settings = new HttpSettings(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), false, true,
                Optional.of(new TlsFiles(chain, key())), limits);
        var opened = new HttpDoor(settings, boot, query -> Labels.NONE, local -> Segments.LAB, heard, loops);
        opened.open();
        return opened;
    }

    private Path chain() {
        return folder.resolve("fullchain.pem");
    }

    private Path key() {
        return folder.resolve("privkey.pem");
    }

    private InetSocketAddress address() {
        return door.addresses().getFirst();
    }

    private URI uri(String path) {
        return URI.create("https://127.0.0.1:" + address().getPort() + path);
    }

    private static HttpClient client(Version version) throws Exception {
        return HttpClient.newBuilder().version(version).sslContext(Pair.trusting(first, second)).build();
    }

    private HttpResponse<byte[]> get(HttpClient client, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    private Certificate shown(HttpClient client) throws Exception {
        return get(client, "/").sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
