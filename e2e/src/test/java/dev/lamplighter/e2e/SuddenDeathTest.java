package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.SegmentId;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is ended by SIGKILL while clients take leases, again and again. */
class SuddenDeathTest {

    static final int DEATHS = 50;

    @TempDir
    Path folder;

    @Test
    void no_acknowledged_lease_is_missing_after_fifty_sudden_deaths_and_each_address_has_one_holder() throws Exception {
        Host.needsRoot();
        Host.needs("ip");
        Path config = configuration();
        var moments = new Random(42);
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        try (var hosts = new TwoHosts()) {
            Process load = load(hosts);
            try {
                Thread.ofVirtual().start(() -> collect(load, acknowledged));
                for (int death = 1; death <= DEATHS; death++) {
                    int before = acknowledged.size();
                    try (var server = Server.start(hosts.onServer(), List.of("--config", config.toString()))) {
                        await(acknowledged, before + 20 + moments.nextInt(200), server);
                        server.kill();
                    }
                    // What was sent before the death is read by now: the cable has no delay.
                    Thread.sleep(50);
                    assertKept(Map.copyOf(acknowledged), death);
                }
            } finally {
                load.destroyForcibly().waitFor();
            }
        }
        assertThat(acknowledged.values()).as("two clients were given the same address").doesNotHaveDuplicates();
    }

    private void assertKept(Map<String, String> acknowledged, int death) throws Exception {
        try (var store = SqliteLeaseStore.open(folder.resolve("state/leases.sqlite"))) {
            Map<String, String> kept = new HashMap<>();
            List<Lease> all = store.all(new SegmentId("eth0"));
            all.forEach(lease -> kept.put(lease.mac().toString(), lease.address().toString()));
            assertThat(kept).as("after death " + death).containsAllEntriesOf(acknowledged);
            assertThat(all.stream().map(Lease::address).collect(Collectors.toSet())).as("holders after death " + death).hasSameSizeAs(all);
        }
    }

    private static void await(Map<String, String> acknowledged, int count, Server server) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (acknowledged.size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + acknowledged.size() + " leases of " + count + "; the server said: " + server.printed());
            }
            Thread.sleep(2);
        }
    }

    private static Process load(TwoHosts hosts) throws IOException {
        var java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), LeaseLoad.class.getName());
        return new ProcessBuilder(Host.concat(hosts.onClient(), java)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void collect(Process load, Map<String, String> acknowledged) {
        try (BufferedReader lines = load.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int blank = line.indexOf(' ');
                acknowledged.put(line.substring(0, blank), line.substring(blank + 1));
            }
        } catch (IOException ended) {
            System.err.println("the load ended: " + ended.getMessage());
        }
    }

    private Path configuration() throws IOException {
        Files.createDirectories(folder.resolve("state"));
        return Files.writeString(folder.resolve("lamplighter.yaml"), """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - subnet: 10.99.0.0/16
                        pool: 10.99.1.0-10.99.250.255
                        lease: 12h
                http: { address: "127.0.0.1:8080" }
                tftp: { enabled: false }
                dns: { enabled: false }
                state: { path: %s }
                """.formatted(folder.resolve("state")));
    }
}
