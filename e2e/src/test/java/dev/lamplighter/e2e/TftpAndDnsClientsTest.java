package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that people fetch boot files and look up names with, on another host of the segment. */
class TftpAndDnsClientsTest {

    static final String SERVER = "10.99.0.1";

    @TempDir
    Path folder;

    private byte[] image = new byte[3_000_000];

    @BeforeEach
    void files() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        for (String each : List.of("tftp/Boot", "data/groups", "data/profiles", "assets", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        new Random(69).nextBytes(image);
        Files.write(folder.resolve("tftp/image.bin"), image);
        Files.write(folder.resolve("tftp/Boot/BCD"), image);
        Files.write(folder.resolve("assets/vmlinuz"), image);
        Files.writeString(folder.resolve("tftp/who.txt"), "anybody\n");
    }

    @Test
    void tftp_atftp_and_curl_fetch_the_same_file_from_fresh_ports_and_on_one() throws Exception {
        Host.needs("tftp", "atftp", "curl");
        for (String ports : List.of("single-port: false", "single-port: true", "ports: 31000-31009")) {
            try (var hosts = new TwoHosts(); var server = start(hosts, ports)) {
                fetch(hosts, "tftp", "-m", "binary", SERVER, "-c", "get", "image.bin", got().toString());
                fetch(hosts, "atftp", "--option", "blksize 1468", "--option", "windowsize 16", "-g", "-r", "image.bin", "-l", got().toString(), SERVER);
                fetch(hosts, "curl", "-sS", "--tftp-blksize", "1468", "-o", got().toString(), "tftp://" + SERVER + "/image.bin");
                fetch(hosts, "curl", "-sS", "-o", got().toString(), "tftp://" + SERVER + "/\\boot\\bcd");
                fetch(hosts, "curl", "-sS", "-o", got().toString(), "tftp://" + SERVER + "/assets/vmlinuz");
                assertThat(server.printed()).as(ports).doesNotContain("aborted").doesNotContain("ERROR");
            }
        }
    }

    @Test
    void a_machine_gets_the_file_in_its_own_folder_and_everybody_else_the_common_one() throws Exception {
        Host.needs("curl");
        try (var hosts = new TwoHosts(); var server = start(hosts, "single-port: false")) {
            assertThat(on(hosts, "curl", "-sS", "tftp://" + SERVER + "/who.txt")).isEqualTo("anybody\n");
            String mac = on(hosts, "cat", "/sys/class/net/eth0/address").strip();
            Files.createDirectory(folder.resolve("tftp/10.99.0.2"));
            Files.writeString(folder.resolve("tftp/10.99.0.2/who.txt"), "by address\n");
            assertThat(on(hosts, "curl", "-sS", "tftp://" + SERVER + "/who.txt")).isEqualTo("by address\n");
            Path own = Files.createDirectory(folder.resolve("tftp").resolve(mac.replace(':', '-')));
            Files.writeString(own.resolve("who.txt"), "by mac\n");
            assertThat(on(hosts, "curl", "-sS", "tftp://" + SERVER + "/who.txt")).isEqualTo("by mac\n");
            assertThat(server.printed()).doesNotContain("ERROR");
        }
    }

    @Test
    void dig_finds_names_of_our_own_and_of_machines_both_ways() throws Exception {
        Host.needs("dig");
        try (var hosts = new TwoHosts(); var server = start(hosts, "single-port: false")) {
            assertThat(dig(hosts, "boot.lab.test", "A")).isEqualTo(SERVER);
            assertThat(dig(hosts, "below.boot.lab.test", "A")).isEqualTo(SERVER);
            assertThat(dig(hosts, "boot.lab.test", "AAAA")).isEmpty();
            assertThat(dig(hosts, "node1.lab.test", "A")).isEqualTo("10.99.0.10");
            assertThat(dig(hosts, "node1", "A")).isEqualTo("10.99.0.10");
            assertThat(on(hosts, "dig", "@" + SERVER, "+short", "-x", "10.99.0.10").strip()).isEqualTo("node1.lab.test.");
            assertThat(on(hosts, "dig", "@" + SERVER, "+tcp", "+short", "two.test").lines().sorted()).containsExactly("192.0.2.1", "192.0.2.2");
            assertThat(on(hosts, "dig", "@" + SERVER, "blocked.test")).contains("status: NXDOMAIN");
            assertThat(on(hosts, "dig", "@" + SERVER, "elsewhere.test")).contains("status: REFUSED");
            assertThat(server.printed()).contains("A boot.lab.test -> NOERROR").doesNotContain("ERROR ");
        }
    }

    @Test
    void dnsperf_loses_no_question() throws Exception {
        Host.needs("dnsperf");
        Path questions = Files.writeString(folder.resolve("questions"), "boot.lab.test A\nnode1.lab.test A\n10.0.99.10.in-addr.arpa PTR\n");
        try (var hosts = new TwoHosts(); var server = start(hosts, "single-port: false")) {
            String report = on(hosts, "dnsperf", "-s", SERVER, "-d", questions.toString(), "-n", "2000", "-c", "4", "-q", "40");
            assertThat(report).containsPattern("Queries lost:\\s+0 ").containsPattern("NOERROR");
            assertThat(server.printed()).doesNotContain("ERROR ");
        }
    }

    private Server start(TwoHosts hosts, String ports) throws Exception {
        Path config = Files.writeString(folder.resolve("lamplighter.yaml"), """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - pool: 10.99.1.1-10.99.1.9
                        domain: lab.test
                        reservations:
                          - { mac: "52:54:00:a1:9c:ae", address: 10.99.0.10, hostname: node1 }
                http: { address: "127.0.0.1:0" }
                boot: { url: "http://10.99.0.1:8080" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp, machine-folders: true, any-case: true, %2$s }
                dns:
                  log-queries: true
                  records: { boot.lab.test: 10.99.0.1, two.test: [192.0.2.1, 192.0.2.2], blocked.test: none }
                """.formatted(folder, ports));
        return Server.start(hosts.onServer(), List.of("--config", config.toString()));
    }

    private Path got() {
        return folder.resolve("got");
    }

    private void fetch(TwoHosts hosts, String... command) throws Exception {
        Files.deleteIfExists(got());
        on(hosts, command);
        assertThat(Files.readAllBytes(got())).as(String.join(" ", command)).isEqualTo(image);
    }

    private static String dig(TwoHosts hosts, String name, String type) throws Exception {
        return on(hosts, "dig", "@" + SERVER, "+short", name, type).strip();
    }

    private static String on(TwoHosts hosts, String... command) throws Exception {
        return Host.run(Host.concat(hosts.onClient(), List.of(command)).toArray(String[]::new));
    }
}
