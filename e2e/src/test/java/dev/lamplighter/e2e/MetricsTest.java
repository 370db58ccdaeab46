package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code metrics.address} of a server to which a machine comes over a wire. */
class MetricsTest {

    static final String NODE1 = "02:99:06:00:00:01";
    static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        Host.needs("curl");
        for (String each : List.of("tftp", "data/groups", "data/profiles", "data/ignition", "assets", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        write("tftp/loader.efi", "loader ".repeat(1000));
        write("assets/vmlinuz", "kernel");
        write("data/ignition/good.ign", "{\"ignition\":{\"version\":\"3.3.0\"}}");
        write("data/profiles/good.json", "{\"id\":\"good\",\"ignition_id\":\"good.ign\",\"boot\":{\"kernel\":\"/assets/vmlinuz\"}}");
        write("data/groups/all.json", "{\"id\":\"all\",\"profile\":\"good\"}");
    }

    @Test
    void a_boot_is_in_the_metrics_with_its_lease_its_transfers_and_its_stages() throws Exception {
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            assertThat(get(hosts, "/readyz")).isEqualTo("200 ok\n");
            assertThat(get(hosts, "/healthz")).isEqualTo("200 ok\n");
            assertThat(get(hosts, "/ipxe")).startsWith("404 ");
            assertThat(value(hosts, "lamplighter_pool_addresses{segment=\"eth0\",subnet=\"10.99.0.0/16\"}")).isEqualTo("200.0");
            assertThat(value(hosts, "lamplighter_catalog_objects{kind=\"group\"}")).isEqualTo("1.0");
            WireMachine.on(hosts, List.of("mac=" + NODE1, "firmware", "tftp=loader.efi", "ipxe", "get=/boot.ipxe", "get=/ipxe?mac=@", "get=/assets/vmlinuz", "system",
                    "get=/ignition?mac=@"));
            until(hosts, "lamplighter_boots_total{result=\"done\"}", "1.0");
            assertThat(value(hosts, "lamplighter_boots_under_way")).isEqualTo("0.0");
            assertThat(value(hosts, "lamplighter_boot_stage_duration_seconds_count{stage=\"loader\"}")).isEqualTo("1");
            assertThat(value(hosts, "lamplighter_pool_addresses_used{segment=\"eth0\",subnet=\"10.99.0.0/16\"}")).isEqualTo("1.0");
            assertThat(value(hosts, "lamplighter_leases{segment=\"eth0\",state=\"bound\"}")).isEqualTo("1.0");
            assertThat(value(hosts, "lamplighter_sent_bytes_total{service=\"tftp\"}")).isEqualTo("7000.0");
            assertThat(value(hosts, "lamplighter_requests_total{kind=\"ignition\",result=\"answered\",service=\"http\"}")).isEqualTo("1.0");
            write("data/groups/broken.json", "{\"id\":");
            until(hosts, "lamplighter_catalog_file_errors_total{reason=\"bad-group\"}", "1.0");
            assertThat(page(hosts)).doesNotContain(NODE1).doesNotContain("vmlinuz").doesNotContain("10.99.1.");
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
    }

    private void until(TwoHosts hosts, String series, String expected) throws Exception {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !value(hosts, series).equals(expected) && System.nanoTime() < end;) {
            Thread.sleep(500);
        }
        assertThat(value(hosts, series)).as(page(hosts)).isEqualTo(expected);
    }

    private static String value(TwoHosts hosts, String series) throws Exception {
        return page(hosts).lines().filter(line -> line.startsWith(series + " ")).map(line -> line.substring(series.length() + 1)).findFirst().orElse("none");
    }

    private static String page(TwoHosts hosts) throws Exception {
        return get(hosts, "/metrics");
    }

    /** The status and the text of a page, as a client on the server's own host gets it. */
    private static String get(TwoHosts hosts, String path) throws Exception {
        Process curl = new ProcessBuilder(Host.concat(hosts.onServer(), List.of("curl", "-s", "-m", "30", "-w", "\n%{http_code}", "http://127.0.0.1:9808" + path))).start();
        String printed = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        curl.waitFor();
        int end = printed.lastIndexOf('\n');
        return printed.substring(end + 1) + " " + printed.substring(0, end);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Server start(TwoHosts hosts) throws Exception {
        write("lamplighter.yaml", """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - pool: 10.99.1.1-10.99.1.200
                dhcp: { force: true, conflict-check: false }
                http: { address: "10.99.0.1:8080" }
                metrics: { address: "127.0.0.1:9808" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp }
                admin: { socket: %1$s/admin.sock }
                """.formatted(folder));
        return Server.start(hosts.onServer(), List.of("--config", folder.resolve("lamplighter.yaml").toString()));
    }
}
