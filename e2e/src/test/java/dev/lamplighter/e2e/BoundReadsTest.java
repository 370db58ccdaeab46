package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code http.reads}: a machine with a lease reads what is its own, and its neighbour does not. */
class BoundReadsTest {

    private static final String URL = "http://10.99.0.1:8080/";
    private static final Pattern LEASED = Pattern.compile("lease of (10\\.99\\.1\\.\\d+) obtained");

    @TempDir
    Path folder;

    @BeforeEach
    void catalog() throws IOException {
        Host.needsRoot();
        Host.needs("ip", "udhcpc", "curl");
        for (String each : List.of("data/groups", "data/profiles", "data/generic", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("data/groups/all.json"), "{\"id\":\"all\",\"profile\":\"p\"}");
        Files.writeString(folder.resolve("data/profiles/p.json"), """
                {"id": "p", "generic_id": "secret", "boot": {"kernel": "/k", "args": ["c=/generic?mac=${mac:hexhyp}&token=${token}"]}}
                """);
        Files.writeString(folder.resolve("data/generic/secret"), "for you\n");
    }

    @Test
    void by_lease_only_the_address_that_holds_a_machines_lease_reads_for_it() throws Exception {
        try (var hosts = new TwoHosts(); var server = start(hosts, "lease")) {
            String mac = on(hosts, "cat", "/sys/class/net/eth0/address").strip();
            var lease = LEASED.matcher(on(hosts, "udhcpc", "-f", "-q", "-n", "-i", "eth0", "-s", "/bin/true", "-t", "5", "-T", "3"));
            assertThat(lease.find()).isTrue();
            hosts.ip("c", "addr", "add", lease.group(1) + "/16", "dev", "eth0");
            assertThat(get(hosts, lease.group(1), "generic?mac=" + mac)).endsWith("for you\n");
            assertThat(get(hosts, lease.group(1), "generic?mac=52:54:00:00:00:01")).contains("404").contains("read-of-another").doesNotContain("for you");
            assertThat(get(hosts, "10.99.0.2", "generic?mac=" + mac)).contains("404").contains("read-without-lease").doesNotContain("for you");
            assertThat(server.printed()).contains("read-of-another").doesNotContain(" ERROR ");
        }
    }

    @Test
    void by_token_a_machine_that_fetched_its_boot_file_is_given_what_it_reads_with() throws Exception {
        try (var hosts = new TwoHosts(); var server = start(hosts, "token")) {
            String mac = on(hosts, "cat", "/sys/class/net/eth0/address").strip();
            assertThat(get(hosts, "10.99.0.2", "ipxe?mac=" + mac)).contains("&token=\n");
            on(hosts, "curl", "-sS", "-o", "/dev/null", "tftp://10.99.0.1/ipxe.efi");
            String script = get(hosts, "10.99.0.2", "ipxe?mac=" + mac);
            var token = Pattern.compile("&token=([A-Za-z0-9_-]{32})\n").matcher(script);
            assertThat(token.find()).as(script).isTrue();
            assertThat(get(hosts, "10.99.0.2", "generic?mac=" + mac + "&token=" + token.group(1))).endsWith("for you\n");
            assertThat(get(hosts, "10.99.0.2", "generic?mac=" + mac)).contains("404").contains("read-without-token");
            assertThat(get(hosts, "10.99.0.2", "generic?mac=52:54:00:00:00:01&token=" + token.group(1))).contains("404").contains("read-token-refused");
            assertThat(server.printed()).doesNotContain(" ERROR ");
        }
    }

    private Server start(TwoHosts hosts, String reads) throws Exception {
        return Server.start(hosts.onServer(), List.of("--config", Files.writeString(folder.resolve("lamplighter.yaml"), """
                dhcp: { force: true, conflict-check: false }
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets: [{ pool: 10.99.1.1-10.99.1.99 }]
                http: { address: "0.0.0.0:8080", reads: %2$s }
                store: { path: %1$s/data }
                state: { path: %1$s/state }
                """.formatted(folder, reads)).toString()));
    }

    private static String get(TwoHosts hosts, String from, String what) throws Exception {
        return on(hosts, "curl", "-sS", "-i", "--interface", from, URL + what);
    }

    private static String on(TwoHosts hosts, String... command) throws IOException, InterruptedException {
        return Host.run(Host.concat(hosts.onClient(), List.of(command)).toArray(String[]::new));
    }
}
