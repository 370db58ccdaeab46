package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that ask for addresses, on another host of the segment. None of them changes that host's own address. */
class DhcpClientsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        for (String each : List.of("data/groups", "data/profiles", "assets", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
    }

    @Test
    void dhclient_takes_a_lease_with_all_that_it_asks_for_and_gives_it_back() throws Exception {
        Host.needs("dhclient");
        String leases = folder.resolve("dhclient.leases").toString();
        List<String> files = List.of("-sf", "/bin/true", "-cf", "/dev/null", "-lf", leases, "-pf", folder.resolve("dhclient.pid").toString(), "eth0");
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            on(hosts, Host.concat(List.of("dhclient", "-4", "-1"), files));
            assertThat(Files.readString(Path.of(leases))).containsPattern("fixed-address 10\\.99\\.1\\.\\d+;").contains("option routers 10.99.0.1;")
                    .contains("option domain-name \"lab.test\";").contains("option dhcp-lease-time 1800;");
            on(hosts, Host.concat(List.of("dhclient", "-4", "-r"), files));
            server.await("RELEASE");
            assertThat(server.printed()).doesNotContain("ERROR ");
        }
    }

    @Test
    void udhcpc_takes_a_lease_and_gives_it_back() throws Exception {
        Host.needs("udhcpc");
        Path script = folder.resolve("udhcpc.script");
        Files.writeString(script, "#!/bin/sh\necho \"$1 $ip $subnet $router $domain $lease\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            String said = on(hosts, List.of("udhcpc", "-f", "-n", "-q", "-R", "-t", "10", "-i", "eth0", "-s", script.toString()));
            assertThat(said).containsPattern("bound 10\\.99\\.1\\.\\d+ 255\\.255\\.0\\.0 10\\.99\\.0\\.1 lab\\.test 1800");
            server.await("RELEASE");
            assertThat(server.printed()).doesNotContain("ERROR ");
        }
    }

    @Test
    void perfdhcp_is_answered_through_a_relay_without_a_loss() throws Exception {
        Host.needs("perfdhcp");
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            on(hosts, List.of("perfdhcp", "-4", "-i", "-l", "10.99.0.2", "-r", "1", "-n", "1", "-d", "50", "-W", "50000000", "10.99.0.1"));
            String report = on(hosts, List.of("perfdhcp", "-4", "-l", "10.99.0.2", "-r", "1", "-R", "5", "-n", "5", "-d", "50", "-W", "50000000", "10.99.0.1"));
            assertThat(report).containsPattern("(?s)DISCOVER-OFFER.*?sent packets: (\\d+)\\s+received packets: \\1\\s+drops: 0")
                    .containsPattern("(?s)REQUEST-ACK.*?sent packets: (\\d+)\\s+received packets: \\1\\s+drops: 0");
            assertThat(server.printed()).doesNotContain("ERROR ");
        }
    }

    private Server start(TwoHosts hosts) throws Exception {
        Path config = Files.writeString(folder.resolve("lamplighter.yaml"), """
                dhcp: { force: true }
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - pool: 10.99.1.1-10.99.1.250
                        domain: lab.test
                http: { address: "127.0.0.1:0" }
                boot: { url: "http://10.99.0.1:8080" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { enabled: false }
                dns: { enabled: false }
                """.formatted(folder));
        return Server.start(hosts.onServer(), List.of("--config", config.toString()));
    }

    private static String on(TwoHosts hosts, List<String> command) throws Exception {
        return Host.run(Host.concat(hosts.onClient(), command).toArray(String[]::new));
    }
}
