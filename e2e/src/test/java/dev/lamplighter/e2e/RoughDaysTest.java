package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and a cable that is pulled: what still works keeps working, the log says what is wrong, and nobody has to restart anything. */
class RoughDaysTest {

    static final String SERVER = "10.99.0.1";
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Pattern LEASED = Pattern.compile("lease of (10\\.99\\.1\\.\\d+) obtained");

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Host.needsRoot();
        Host.needs("ip", "udhcpc", "curl", "mount");
        for (String each : List.of("tftp", "data/groups", "data/profiles", "assets", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("tftp/boot.txt"), "boot file\n");
    }

    @Test
    void with_a_full_disk_nobody_is_promised_an_address_boot_files_are_served_and_space_is_enough_to_go_on() throws Exception {
        Path state = folder.resolve("state");
        Host.run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "lamplighter-test", state.toString());
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            String first = leased(hosts, "52:54:00:00:00:01").orElseThrow(() -> new AssertionError(server.printed()));

            Path ballast = fill(state);
            assertThat(leased(hosts, "52:54:00:00:00:02")).isEmpty();
            assertThat(fetch(hosts)).isEqualTo("boot file\n");
            eventually(() -> server.printed().lines().anyMatch(line -> line.contains("ERROR") && line.contains("state")), server);

            Files.delete(ballast);
            String second = leased(hosts, "52:54:00:00:00:02").orElseThrow(() -> new AssertionError(server.printed()));
            assertThat(second).isNotEqualTo(first);
        } finally {
            Host.run("umount", state.toString());
        }
    }

    @Test
    void an_interface_that_goes_down_or_away_is_served_again_when_it_is_back() throws Exception {
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            assertThat(leased(hosts, "52:54:00:00:00:01")).isPresent();

            hosts.ip("s", "addr", "add", "10.99.0.5/16", "dev", "eth0");
            Thread.sleep(1500);
            assertThat(server.printed()).as("an address beside the one that is served is no reason to move").doesNotContain("address-changed");

            hosts.ip("s", "link", "set", "eth0", "down");
            hosts.ip("s", "link", "set", "eth0", "up");
            eventually(() -> leased(hosts, "52:54:00:00:00:01").isPresent() && fetch(hosts).equals("boot file\n"), server);

            hosts.pullTheCable();
            hosts.plugInTheCable();
            eventually(() -> leased(hosts, "52:54:00:00:00:01").isPresent() && fetch(hosts).equals("boot file\n"), server);
        }
    }

    private Server start(TwoHosts hosts) throws Exception {
        Path config = Files.writeString(folder.resolve("lamplighter.yaml"), """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - pool: 10.99.1.1-10.99.1.9
                dhcp: { force: true }
                http: { address: "127.0.0.1:0" }
                boot: { url: "http://10.99.0.1:8080" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp }
                """.formatted(folder));
        return Server.start(hosts.onServer(), List.of("--config", config.toString()));
    }

    /** The address that a client of this hardware address is leased within some tries, if it is; its host keeps the one that it has. */
    private static Optional<String> leased(TwoHosts hosts, String mac) {
        try {
            hosts.ip("c", "link", "set", "dev", "eth0", "address", mac);
            hosts.ip("s", "neigh", "flush", "dev", "eth0");
            var words = Host.concat(hosts.onClient(), List.of("udhcpc", "-f", "-q", "-n", "-i", "eth0", "-s", "/bin/true", "-t", "3", "-T", "2"));
            Process client = new ProcessBuilder(words).redirectErrorStream(true).start();
            String printed = new String(client.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Matcher lease = LEASED.matcher(printed);
            return client.waitFor(30, TimeUnit.SECONDS) && lease.find() ? Optional.of(lease.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String fetch(TwoHosts hosts) {
        try {
            return Host.run(Host.concat(hosts.onClient(), List.of("curl", "-sS", "-m", "20", "tftp://" + SERVER + "/boot.txt")).toArray(String[]::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return "";
        } catch (AssertionError failed) {
            return failed.getMessage();
        }
    }

    /** Writes until nothing more fits. */
    private static Path fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] piece = new byte[256];
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return ballast;
    }

    private static void eventually(Supplier<Boolean> holds, Server server) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(server.printed());
            }
            Thread.sleep(200);
        }
    }
}
