package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.console.metrics.Scrapes;
import dev.lamplighter.console.service.Health;
import dev.lamplighter.console.service.MetricsPages;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics door on loopback, asked by clients of which some mean no good. */
class MetricsDoorTest {

    static final int PATIENCE = 30_000;
    static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

    final Scrapes lab = new Scrapes();
    final Loops loops = new Loops(1);
    MetricsDoor door;

    @AfterEach
    void close() {
        door.close();
        loops.close();
        lab.close();
    }

    @Test
    void monitoring_scrapes_without_credentials_and_asks_for_health() throws Exception {
        open(MetricsLimits.DEFAULT);
        assertThat(ask("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200 OK").contains("\nlamplighter_ready 1.0\n");
        assertThat(ask("GET /metrics?name[]=x HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
        assertThat(ask("GET /readyz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nok\n");
        assertThat(ask("HEAD /metrics HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200 OK").contains("content-length: ").endsWith("\r\n\r\n");
        assertThat(ask("GET /ipxe HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 404");
        assertThat(ask("DELETE /metrics HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 405");
    }

    @Test
    void what_is_no_request_or_too_long_is_refused() throws Exception {
        open(MetricsLimits.DEFAULT);
        assertThat(refused("GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n")).isTrue();
        assertThat(refused("GET /metrics HTTP/1.1\r\nX: " + "a".repeat(9000) + "\r\n\r\n")).isTrue();
        assertThat(refused("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n" + "a".repeat(5000))).isTrue();
        assertThat(ask("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void who_does_not_ask_is_shown_out_and_one_client_has_only_so_many_connections() throws Exception {
        open(new MetricsLimits(64, 2, Duration.ofSeconds(2), 4096, 8192));
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                silent.add(connect());
            }
            for (Socket each : silent) {
                assertThat(ended(each)).isTrue();
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
            while (refused(HEALTH) && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertThat(ask(HEALTH)).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    @Test
    void a_client_that_has_enough_connections_is_turned_away_until_one_has_ended() throws Exception {
        open(new MetricsLimits(64, 1, Duration.ofSeconds(60), 4096, 8192));
        try (Socket first = connect()) {
            first.getOutputStream().write("GET /hea".getBytes(UTF_8));
            try (Socket second = connect()) {
                assertThat(ended(second)).isTrue();
            }
            first.getOutputStream().write("lthz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(first.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_port_that_somebody_has_is_named() throws Exception {
        open(MetricsLimits.DEFAULT);
        var second = door(door.address().orElseThrow(), MetricsLimits.DEFAULT);
        assertThatThrownBy(second::open).isInstanceOf(CannotListen.class).hasMessageContaining("metrics: tcp 127.0.0.1:").hasMessageContaining("is in use");
    }

    private void open(MetricsLimits limits) throws CannotListen {
        door = door(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits);
        door.open();
    }

    private MetricsDoor door(InetSocketAddress at, MetricsLimits limits) {
        return new MetricsDoor(at, new MetricsPages(lab.metrics(), new Health(Optional::empty), MetricsPages.FRESH, System::nanoTime), limits, loops);
    }

    private Socket connect() throws IOException {
        var at = door.address().orElseThrow();
        var socket = new Socket(at.getAddress(), at.getPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Whether the answer is that the client did wrong, or none at all. */
    private boolean refused(String request) throws IOException {
        try {
            String answer = ask(request);
            return answer.isEmpty() || answer.startsWith("HTTP/1.1 4");
        } catch (SocketException reset) {
            return true;
        }
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
