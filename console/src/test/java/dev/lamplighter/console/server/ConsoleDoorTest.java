package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.console.service.Access;
import dev.lamplighter.console.service.Lab;
import dev.lamplighter.console.service.Signals;
import dev.lamplighter.console.service.Tokens;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over TCP, as a browser and who leads one astray ask for it. */
class ConsoleDoorTest {

    @TempDir
    Path folder;

    final Loops loops = new Loops(1);
    Lab lab;
    ConsoleDoor door;
    String token;

    @BeforeEach
    void open() throws IOException, CannotListen {
        lab = new Lab(folder.resolve("data"));
        var tokens = Tokens.in(folder.resolve("token"));
        token = Tokens.first(folder.resolve("token")).orElseThrow();
        door = new ConsoleDoor(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Desk(lab.pages(), lab.boots, lab.signals),
                at -> new Access("http", Set.of("127.0.0.1:" + at.getPort()), true, tokens), Optional.empty(), loops);
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
        loops.close();
        lab.close();
    }

    @Test
    void the_page_and_its_parts_come_with_a_policy_that_lets_nothing_else_in() throws IOException {
        assertThat(ask("GET", "/", host(), "", "")).startsWith("HTTP/1.1 200").contains("default-src 'none'").contains("frame-ancestors 'none'").contains("<title>Lamplighter</title>");
        assertThat(ask("GET", "/console.js", host(), "", "")).startsWith("HTTP/1.1 200").contains("text/javascript").contains("nosniff");
        assertThat(ask("HEAD", "/console.css", host(), "", "")).startsWith("HTTP/1.1 200").doesNotContain("--page");
        assertThat(ask("GET", "/../console.js", host(), "", "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void a_change_needs_the_token_and_a_name_that_is_ours() throws IOException {
        String body = "{\"boot\":\"disk\"}";
        String change = "/api/v1/machines/node1/boot";
        assertThat(ask("POST", change, host(), "", body)).startsWith("HTTP/1.1 401");
        assertThat(ask("POST", change, "evil.example", bearer(), body)).startsWith("HTTP/1.1 421");
        assertThat(ask("POST", change, host(), bearer() + "Origin: http://evil.example\r\n", body)).startsWith("HTTP/1.1 403");
        assertThat(ask("GET", "/api/v1/machines/node1", host(), "", "")).contains("\"boot\":\"netboot\"");
        assertThat(ask("POST", change, host(), bearer() + "Origin: http://" + host() + "\r\n", body)).startsWith("HTTP/1.1 200");
        assertThat(ask("GET", "/api/v1/machines/node1", host(), "", "")).contains("\"boot\":\"disk\"");
    }

    @Test
    void a_request_that_is_too_large_or_none_ends_its_connection_only() throws IOException {
        assertThat(ask("POST", "/api/v1/machines/node1/boot", host(), bearer(), "x".repeat(70_000))).startsWith("HTTP/1.1 413");
        assertThat(ask("GET", "/", host() + "\r\nHost: " + host(), "", "")).startsWith("HTTP/1.1 421");
        assertThat(ask("\u0001\u0002", "\u0003", host(), "", "")).doesNotContain("HTTP/1.1 200");
        assertThat(ask("GET", "/healthz", host(), "", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void who_follows_hears_of_boots_and_of_what_else_changed() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.address().orElseThrow().getPort());
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.getOutputStream().write(("GET /api/v1/stream HTTP/1.0\r\nHost: " + host() + "\r\n\r\n").getBytes(UTF_8));
            until(lines, "");
            lab.boots.accept(lab.booting.firmware(Lab.NODE1, "192.0.2.101", "ipxe.efi"));
            lab.boots.tell();
            until(lines, "event: boot");
            lab.signals.changed(Signals.Kind.CATALOG);
            until(lines, "data: catalog");
        }
    }

    @Test
    void who_follows_and_does_not_read_is_dropped_and_the_others_hear_on() throws Exception {
        var heard = new CompletableFuture<String>();
        var boots = new AtomicInteger();
        try (var deaf = follower(4096); var socket = follower(1 << 20)) {
            var reader = Thread.ofVirtual().start(() -> {
                try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
                    for (String line = lines.readLine(); line != null && !line.equals("data: catalog"); line = lines.readLine()) {
                        boots.addAndGet(line.equals("event: boot") ? 1 : 0);
                    }
                    heard.complete("the end of what is told");
                } catch (IOException broken) {
                    heard.completeExceptionally(broken);
                }
            });
            // Only what happens after both have begun to follow is told one by one.
            lab.boots.accept(lab.booting.firmware(Lab.NODE1, "192.0.2.101", "ipxe.efi"));
            await(() -> {
                lab.boots.tell();
                return boots.get() > 0;
            });
            int before = boots.get();
            for (int i = 0; i < 2000; i++) {
                lab.boots.accept(lab.booting.firmware(Lab.NODE1, "192.0.2.101", "a".repeat(200) + i));
                lab.boots.tell();
                int least = before + i - 20;
                await(() -> boots.get() >= least);
            }
            deaf.setSoTimeout(30_000);
            assertThat(endOf(deaf)).isEqualTo("ended");
            lab.signals.changed(Signals.Kind.CATALOG);
            assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("the end of what is told");
            reader.join();
        }
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); !wanted.getAsBoolean();) {
            assertThat(System.nanoTime()).as("who reads is served on").isLessThan(end);
            Thread.sleep(1);
        }
    }

    private static String endOf(Socket client) throws IOException {
        byte[] some = new byte[1 << 16];
        try {
            int got = 0;
            while (got >= 0) {
                got = client.getInputStream().read(some);
            }
            return "ended";
        } catch (SocketTimeoutException waiting) {
            return "is served on";
        } catch (SocketException reset) {
            return "ended";
        }
    }

    private Socket follower(int buffer) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(buffer);
        socket.connect(door.address().orElseThrow());
        socket.getOutputStream().write(("GET /api/v1/stream HTTP/1.0\r\nHost: " + host() + "\r\n\r\n").getBytes(UTF_8));
        return socket;
    }

    private static void until(BufferedReader lines, String wanted) throws IOException {
        for (String line = lines.readLine(); !wanted.equals(line); line = lines.readLine()) {
            assertThat(line).as("before %s", wanted).isNotNull();
        }
    }

    private String host() {
        return "127.0.0.1:" + door.address().orElseThrow().getPort();
    }

    private String bearer() {
        return "Authorization: Bearer " + token + "\r\n";
    }

    private String ask(String method, String target, String host, String fields, String body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.address().orElseThrow().getPort())) {
            socket.setSoTimeout(20_000);
            String head = method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n";
            socket.getOutputStream().write((head + body).getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketException reset) {
            return reset.toString();
        }
    }
}
