package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DHCP clients of distributions, and a crowd of made-up ones, on another host of the segment. */
class DhcpClientsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void tools() {
        Host.needsRoot();
        Host.needs("ip");
    }

    @Test
    void dhclient_and_udhcpc_are_leased_an_address_and_let_it_go() throws Exception {
        Host.needs("dhclient", "udhcpc");
        Path leases = Files.createFile(folder.resolve("dhclient.leases"));
        Path id = folder.resolve("dhclient.pid");
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            String bound = on(hosts, "dhclient", "-1", "-v", "-sf", "/bin/true", "-lf", leases.toString(), "-pf", id.toString(), "eth0");
            assertThat(bound).containsPattern("bound to 10\\.99\\.1\\.\\d+ ");
            assertThat(on(hosts, "dhclient", "-r", "-v", "-sf", "/bin/true", "-lf", leases.toString(), "-pf", id.toString(), "eth0")).contains("DHCPRELEASE of 10.99.1.");
            assertThat(on(hosts, "udhcpc", "-f", "-q", "-n", "-R", "-i", "eth0", "-s", "/bin/true", "-t", "5", "-T", "3")).containsPattern("lease of 10\\.99\\.1\\.\\d+ obtained");
            assertThat(server.printed()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void each_of_fifty_clients_of_perfdhcp_is_answered() throws Exception {
        Host.needs("perfdhcp");
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            String report = on(hosts, "perfdhcp", "-4", "-l", "10.99.0.2", "-r", "20", "-R", "50", "-n", "100", "-n", "100", "-d", "10", "-d", "10", "-W", "5000000", "10.99.0.1");
            assertThat(report.split("received packets: 100\n", -1)).as(report).hasSize(3);
            assertThat(report).contains("rejected leases: 0").contains("non unique addresses: 0");
            assertThat(server.printed()).doesNotContain(" ERROR ");
        }
    }

    private Server start(TwoHosts hosts) throws Exception {
        return Server.start(hosts.onServer(), List.of("--config", Files.writeString(folder.resolve("lamplighter.yaml"), """
                dhcp: { force: true, conflict-check: false }
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets: [{ pool: 10.99.1.1-10.99.1.199 }]
                http: { address: "127.0.0.1:0" }
                boot: { url: "http://10.99.0.1:8080" }
                tftp: { enabled: false }
                dns: { enabled: false }
                state: { path: %s }
                """.formatted(Files.createDirectories(folder.resolve("state")))).toString()));
    }

    private static String on(TwoHosts hosts, String... command) throws IOException, InterruptedException {
        return Host.run(Host.concat(hosts.onClient(), List.of(command)).toArray(String[]::new));
    }
}
