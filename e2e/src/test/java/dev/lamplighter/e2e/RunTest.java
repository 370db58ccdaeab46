package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lamplighter run} as an operator meets it. */
class RunTest {

    @TempDir
    Path data;

    @BeforeEach
    void a_data_directory() throws IOException {
        for (String folder : List.of("groups", "profiles", "generic", "assets")) {
            Files.createDirectories(data.resolve(folder));
        }
        Files.writeString(data.resolve("groups/all.json"), "{\"id\":\"all\",\"profile\":\"p\",\"metadata\":{\"who\":\"world\"}}");
        Files.writeString(data.resolve("profiles/p.json"), "{\"id\":\"p\",\"generic_id\":\"hello\",\"boot\":{\"kernel\":\"/assets/k\"}}");
        Files.writeString(data.resolve("generic/hello"), "hello {{.who}}\n");
    }

    @Test
    void a_data_directory_of_matchboxs_is_served_and_an_edit_counts_from_the_next_request() throws Exception {
        try (var server = Server.start(flags("-address=127.0.0.1:0"))) {
            assertThat(get(server, "/")).isEqualTo("matchbox\n");
            assertThat(get(server, "/ipxe")).isEqualTo("#!ipxe\nkernel /assets/k\nboot\n");
            assertThat(get(server, "/generic")).isEqualTo("hello world\n");
            for (int edit = 0; edit < 200; edit++) {
                Files.writeString(data.resolve("generic/hello"), "edit " + edit);
                assertThat(get(server, "/generic")).isEqualTo("edit " + edit);
            }
        }
    }

    @Test
    void a_broken_file_keeps_its_last_good_version_in_service_and_is_named_with_line_and_column() throws Exception {
        try (var server = Server.start(flags("-address=127.0.0.1:0"))) {
            assertThat(get(server, "/ipxe")).contains("/assets/k");
            Files.writeString(data.resolve("profiles/p.json"), "{\"id\":\"p\",\n \"boot\":{\"kernel\":\"/assets/k\",}}");
            assertThat(get(server, "/ipxe")).contains("/assets/k");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.printed()).contains("profiles/p.json:2:");
        }
    }

    @Test
    void sigterm_ends_it_with_success_after_a_running_transfer_has_finished() throws Exception {
        byte[] asset = new byte[8 << 20];
        Files.write(data.resolve("assets/big"), asset);
        try (var server = Server.start(flags("-address=127.0.0.1:0")); var socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
            socket.setReceiveBufferSize(1 << 16);
            socket.getOutputStream().write("GET /assets/big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().readNBytes(1 << 16).length;
            server.terminate();
            Thread.sleep(300);
            int rest = socket.getInputStream().readAllBytes().length;
            assertThat(first + rest).isGreaterThan(asset.length);
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void a_port_in_use_names_the_setting_and_who_holds_it_and_nothing_is_half_started() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server = Server.launch(List.of(), flags("-address=127.0.0.1:" + taken.getLocalPort()))) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.printed()).contains("http.address").contains("127.0.0.1:" + taken.getLocalPort()).contains("is in use by java (pid "
                    + ProcessHandle.current().pid() + ")");
            assertThat(server.printed().lines()).hasSize(1);
        }
    }

    @Test
    void a_missing_interface_is_one_sentence_that_names_the_setting() throws Exception {
        try (var server = Server.launch(List.of(), flags("--interface", "eth77"))) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.printed()).startsWith("lamplighter: --interface: this host has no interface eth77; it has ").doesNotContain("\n");
        }
    }

    @Test
    void a_mistake_in_the_file_is_code_2_and_names_line_and_column() throws Exception {
        Path file = Files.writeString(data.resolve("lamplighter.yaml"), "http:\n  adress: 127.0.0.1:8080\n");
        try (var server = Server.launch(List.of(), List.of("--config", file.toString()))) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.printed()).isEqualTo("lamplighter: " + file + ":2:3: unknown key http.adress (did you mean http.address?)");
        }
    }

    @Test
    void a_boot_file_inside_is_found_below_assets_as_uefi_http_boot_asks_for_it() throws Exception {
        try (var server = Server.start(flags("-address=127.0.0.1:0"))) {
            assertThat(get(server, "/assets/ipxe.efi")).hasSizeGreaterThan(100_000);
            assertThat(get(server, "/assets/no-such.efi")).isEqualTo("404 page not found\n");
        }
        try (var server = Server.start(flags("-address=127.0.0.1:0", "--compat=matchbox"))) {
            assertThat(get(server, "/assets/ipxe.efi")).isEqualTo("404 page not found\n");
        }
    }

    @Test
    void the_start_table_says_what_listens_by_which_setting_and_how_to_turn_the_rest_on() throws Exception {
        try (var server = Server.start(flags("-address=127.0.0.1:0"))) {
            server.terminate();
            server.exitCode();
            assertThat(server.printed()).contains("http ").contains("-address").contains("dhcp").contains("off").contains("--interface eth1");
        }
    }

    @Test
    void the_log_is_one_line_for_each_event_for_people_or_as_json() throws Exception {
        try (var server = Server.start(flags("-address=127.0.0.1:0"))) {
            get(server, "/ipxe?mac=52-54-00-a1-9c-ae");
            server.terminate();
            server.exitCode();
            assertThat(server.printed()).contains("GET /ipxe mac 52:54:00:a1:9c:ae -> 200");
        }
        try (var server = Server.start(flags("-address=127.0.0.1:0", "--log-format=json"))) {
            get(server, "/ipxe?mac=52-54-00-a1-9c-ae");
            server.terminate();
            server.exitCode();
            assertThat(server.printed()).contains("\"schema\":1").contains("\"path\":\"/ipxe\"").contains("\"status\":200");
        }
    }

    private List<String> flags(String... more) {
        return Host.concat(List.of("--config=none", "-data-path=" + data, "-assets-path=" + data.resolve("assets")), List.of(more));
    }

    private static String get(Server server, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
