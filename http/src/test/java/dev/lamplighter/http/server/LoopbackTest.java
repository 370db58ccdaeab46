package dev.lamplighter.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.http.FolderBoot;
import dev.lamplighter.http.Heard;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.Segments;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackTest {

    private static final String CLOSE = " HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n";
    private static final String KEEP = " HTTP/1.1\r\nHost: lab\r\n\r\n";

    @TempDir
    Path assets;

    private final Loops loops = new Loops(2);
    private final Heard heard = new Heard();
    private final CountDownLatch released = new CountDownLatch(1);
    private final byte[] image = new byte[8 << 20];
    private HttpDoor door;

    @BeforeEach
    void open() throws Exception {
        new Random(1).nextBytes(image);
        Files.write(assets.resolve("image"), image);
        door = door(settings(0));
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
        loops.close();
    }

    @Test
    void a_large_file_arrives_whole_and_in_parts() throws Exception {
        assertThat(ask("GET /assets/image" + CLOSE).body().toArray()).isEqualTo(image);
        var parts = ask("GET /assets/image HTTP/1.1\r\nHost: lab\r\nConnection: close\r\nRange: bytes=0-99999,8000000-8300000\r\n\r\n");
        assertThat(parts.status()).isEqualTo(206);
        assertThat(parts.text()).contains(new String(image, 0, 100_000, ISO_8859_1)).contains(new String(image, 8_000_000, 300_001, ISO_8859_1));
        assertThat(parts.field("Content-Length")).isEqualTo(String.valueOf(parts.body().length()));
        eventually(() -> heard.all(BootEvent.Http.class).size() == 2);
        assertThat(heard.all(BootEvent.Http.class).getFirst().bytes()).isEqualTo(image.length);
        assertThat(door.busy()).isFalse();
    }

    @Test
    void answers_that_must_wait_keep_their_place_in_the_line() throws Exception {
        var connection = new Socket(address().getAddress(), address().getPort());
        connection.getOutputStream().write(("GET /grub" + KEEP + "GET /" + KEEP + "GET /assets/image" + KEEP + "GET /ipxe" + CLOSE).getBytes(ISO_8859_1));
        eventually(door::busy);
        released.countDown();
        String all = new String(RawClient.exchange(connection, new byte[0]), ISO_8859_1);
        assertThat(all.indexOf("after a while")).isPositive().isLessThan(all.indexOf("matchbox\n"));
        assertThat(all.indexOf("matchbox\n")).isLessThan(all.indexOf(new String(image, 0, 1000, ISO_8859_1)));
        assertThat(all).endsWith("#!ipxe\n");
    }

    @Test
    void a_client_that_closed_its_side_still_gets_its_answer() throws Exception {
        try (var connection = new Socket(address().getAddress(), address().getPort())) {
            connection.getOutputStream().write(("GET /grub" + KEEP).getBytes(ISO_8859_1));
            connection.shutdownOutput();
            eventually(door::busy);
            released.countDown();
            connection.setSoTimeout(20_000);
            assertThat(new String(connection.getInputStream().readAllBytes(), ISO_8859_1)).endsWith("after a while");
        }
    }

    @Test
    void a_client_that_goes_away_in_the_middle_is_told_with_what_it_took() throws Exception {
        try (var connection = new Socket(address().getAddress(), address().getPort())) {
            connection.setReceiveBufferSize(4096);
            connection.setSoLinger(true, 0);
            connection.getOutputStream().write(("GET /assets/image" + KEEP).getBytes(ISO_8859_1));
            assertThat(connection.getInputStream().readNBytes(1000)).hasSize(1000);
            eventually(door::busy);
        }
        eventually(() -> !heard.all(BootEvent.Http.class).isEmpty());
        assertThat(heard.reasons()).containsExactly("client-gone");
        assertThat(heard.all(BootEvent.Http.class).getFirst().bytes()).isLessThan(image.length);
        assertThat(door.busy()).isFalse();
    }

    @Test
    void how_far_a_long_answer_is_is_told_while_it_goes_out() throws Exception {
        try (var connection = new Socket()) {
            connection.setReceiveBufferSize(4096);
            connection.connect(address());
            connection.getOutputStream().write(("GET /assets/image?mac=x" + CLOSE).getBytes(ISO_8859_1));
            eventually(() -> heard.all(BootEvent.Progress.class).size() >= 2);
            assertThat(heard.all(BootEvent.Http.class)).isEmpty();
            connection.getInputStream().readAllBytes();
        }
        eventually(() -> !heard.all(BootEvent.Http.class).isEmpty());
        BootEvent.Progress told = heard.all(BootEvent.Progress.class).getFirst();
        assertThat(told.file()).isEqualTo("/assets/image");
        assertThat(told.bytes()).isLessThan(image.length);
        assertThat(told.whole()).isEqualTo(image.length);
    }

    @Test
    void a_client_that_takes_nothing_is_not_waited_for_for_ever() throws Exception {
        door.close();
        door = door(new HttpSettings(List.of(local(0)), false, true, Optional.empty(),
                new HttpLimits(10, 10, Duration.ofMillis(300), Duration.ofMillis(300), 4096, 4096, 100, 10, 10)));
        door.open();
        try (var connection = new Socket(address().getAddress(), address().getPort())) {
            connection.getOutputStream().write(("GET /assets/image" + KEEP).getBytes(ISO_8859_1));
            eventually(() -> heard.reasons().contains("client-stalled"));
            assertThat(door.busy()).isFalse();
        }
    }

    @Test
    void when_the_door_stops_taking_what_runs_may_end() throws Exception {
        try (var running = new Socket(address().getAddress(), address().getPort());
                var idle = new Socket(address().getAddress(), address().getPort())) {
            running.getOutputStream().write(("GET /grub" + KEEP).getBytes(ISO_8859_1));
            eventually(door::busy);
            // A connection that nobody has accepted yet would be reset, not closed.
            idle.getOutputStream().write(("GET /" + KEEP).getBytes(ISO_8859_1));
            var answered = new StringBuilder();
            while (!answered.toString().endsWith("matchbox\n")) {
                answered.append((char) idle.getInputStream().read());
            }
            InetSocketAddress was = address();
            door.stopTaking();
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> new Socket(was.getAddress(), was.getPort()).close()).isInstanceOf(IOException.class);
            assertThat(door.busy()).isTrue();
            released.countDown();
            assertThat(new String(running.getInputStream().readAllBytes(), ISO_8859_1)).contains("after a while");
            eventually(() -> !door.busy());
        }
    }

    @Test
    void a_port_in_use_is_one_sentence_and_nothing_stays_open() throws Exception {
        int taken = address().getPort();
        var second = door(new HttpSettings(List.of(local(0), local(taken)), false, true, Optional.empty(), HttpLimits.DEFAULT));
        assertThatThrownBy(second::open).isInstanceOf(CannotListen.class).hasMessageContaining("127.0.0.1:" + taken + " is in use");
        assertThat(second.addresses().stream().filter(at -> reachable(at)).toList()).isEmpty();
    }

    private HttpDoor door(HttpSettings settings) {
        var folder = new FolderBoot(assets, Map.of(Resource.Document.IPXE, "#!ipxe\n"));
        Responder<Ask, Body> boot = (asked, arrival) -> asked.what() == Resource.Document.GRUB ? new Outcome.Later<>(() -> {
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
            return new Outcome.Reply<>(new Body.Text(Bytes.utf8("after a while"), Optional.empty()));
        }) : folder.answer(asked, arrival);
        return new HttpDoor(settings, boot, query -> Labels.NONE, local -> Segments.LAB, heard, loops);
    }

    private static HttpSettings settings(int port) {
        return HttpSettings.on(local(port));
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private InetSocketAddress address() {
        return door.addresses().getFirst();
    }

    private RawClient.Received ask(String request) throws IOException {
        return RawClient.ask(address(), request);
    }

    private static boolean reachable(InetSocketAddress at) {
        try (var connection = new Socket(at.getAddress(), at.getPort())) {
            return connection.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
