package dev.lamplighter.walk.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.walk.Fetched;
import dev.lamplighter.walk.WalkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpReaderTest {

    static final long MOST = 1 << 20;

    ServerSocket server;
    final List<String> questions = new CopyOnWriteArrayList<>();
    volatile String answer = "";

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        try {
            for (;;) {
                try (var client = server.accept()) {
                    var question = new StringBuilder();
                    while (question.indexOf("\r\n\r\n") < 0) {
                        question.append((char) client.getInputStream().read());
                    }
                    questions.add(question.toString());
                    client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                }
            }
        } catch (IOException closed) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    @Test
    void a_text_comes_with_its_length_and_type_and_the_server_is_asked_by_the_name_in_the_url() throws WalkException {
        answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello and more";
        Fetched got = fetch("/ipxe?mac=52-54", MOST);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.head().text()).isEqualTo("hello");
        assertThat(got.length()).isEqualTo(5);
        assertThat(got.mediaType()).isEqualTo("text/plain");
        assertThat(questions.getFirst()).startsWith("GET /ipxe?mac=52-54 HTTP/1.1\r\nHost: boot.lab:" + server.getLocalPort() + "\r\n");
    }

    @Test
    void of_a_kernel_only_the_head_is_read_and_its_length_is_known_all_the_same() throws WalkException {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 123456789\r\n\r\n0123456789";
        Fetched got = fetch("/assets/vmlinuz", 4);
        assertThat(got.head().text()).isEqualTo("0123");
        assertThat(got.length()).isEqualTo(123456789);
    }

    @Test
    void an_answer_in_chunks_is_put_together() throws WalkException {
        answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";
        Fetched got = fetch("/", MOST);
        assertThat(got.head().text()).isEqualTo("abc0123456789");
        assertThat(got.length()).isEqualTo(13);
    }

    @Test
    void a_refusal_is_an_answer() throws WalkException {
        answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        assertThat(fetch("/ignition", MOST).status()).isEqualTo(404);
    }

    @Test
    void what_breaks_off_leads_round_in_circles_or_is_no_http_is_told() {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc";
        assertThatThrownBy(() -> fetch("/", MOST)).isInstanceOf(WalkException.class).hasMessageContaining("broke off after 3 of 10 octets");
        answer = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n";
        assertThatThrownBy(() -> fetch("/", MOST)).hasMessageContaining("leads on more than 5 times");
        answer = "SSH-2.0-OpenSSH_9.2\r\n";
        assertThatThrownBy(() -> fetch("/", MOST)).hasMessageContaining("no HTTP server");
        answer = "HTTP/1.1 200 OK\r\n" + "x: y\r\n".repeat(101) + "\r\n";
        assertThatThrownBy(() -> fetch("/", MOST)).hasMessageContaining("more than 100 headers");
        answer = "HTTP/1.1 200 OK\r\nx: " + "y".repeat(9000) + "\r\n\r\n";
        assertThatThrownBy(() -> fetch("/", MOST)).hasMessageContaining("a line of more than 8192 octets");
    }

    private Fetched fetch(String path, long most) throws WalkException {
        return new HttpReader(InetAddress.getLoopbackAddress(), _ -> Ip4.LOOPBACK).fetch(URI.create("http://boot.lab:" + server.getLocalPort() + path), most);
    }
}
