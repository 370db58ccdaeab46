package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference deployment's command lines of dnsmasq, brought over by {@code import dnsmasq}, on the same network. */
class FromDnsmasqTest {

    static final List<String> FULL = List.of("-d", "-q", "--dhcp-range=10.99.2.1,10.99.2.99", "--enable-tftp", "--tftp-root=/var/lib/tftpboot",
            "--dhcp-match=set:bios,option:client-arch,0", "--dhcp-boot=tag:bios,undionly.kpxe", "--dhcp-match=set:efibc,option:client-arch,7",
            "--dhcp-boot=tag:efibc,ipxe.efi", "--dhcp-match=set:efi64,option:client-arch,9", "--dhcp-boot=tag:efi64,ipxe.efi", "--dhcp-userclass=set:ipxe,iPXE",
            "--dhcp-boot=tag:ipxe,http://matchbox.example.com:8080/boot.ipxe", "--address=/matchbox.example.com/10.99.0.1", "--log-queries", "--log-dhcp");
    static final List<String> PROXY = List.of("-d", "-q", "--dhcp-range=10.99.0.1,proxy,255.255.0.0", "--enable-tftp", "--tftp-root=/var/lib/tftpboot",
            "--dhcp-userclass=set:ipxe,iPXE", "--pxe-service=tag:#ipxe,x86PC,PXE chainload to iPXE,undionly.kpxe",
            "--pxe-service=tag:ipxe,x86PC,iPXE,http://matchbox.example.com:8080/boot.ipxe", "--log-queries", "--log-dhcp");
    static final List<String> MACHINES = List.of("pxe:0", "pxe:7", "pxe:9", "ipxe:0", "ipxe:7", "plain");

    @TempDir
    Path folder;

    @BeforeEach
    void needs() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        for (String each : List.of("data/groups", "data/profiles", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
    }

    @Test
    void the_full_line_tells_machines_what_dnsmasq_told_them() throws Exception {
        Host.needs("dnsmasq", "dig");
        try (var hosts = new TwoHosts()) {
            List<String> before = dnsmasq(hosts);
            assertThat(before).contains("pxe:0 undionly.kpxe 10.99.0.1 -", "ipxe:7 http://matchbox.example.com:8080/boot.ipxe url -", "plain - - -");
            try (var server = start(hosts, FULL)) {
                assertThat(PxeAsk.in(hosts, MACHINES)).isEqualTo(before);
                assertThat(Host.run(Host.concat(hosts.onClient(), List.of("dig", "@10.99.0.1", "+short", "matchbox.example.com")).toArray(String[]::new)).strip())
                        .isEqualTo("10.99.0.1");
                assertThat(server.printed()).contains("A matchbox.example.com -> NOERROR").doesNotContain(" ERROR ");
            }
        }
    }

    @Test
    void the_proxy_line_sends_firmware_to_ipxe_and_ipxe_to_the_script_and_leases_nothing() throws Exception {
        try (var hosts = new TwoHosts(); var server = start(hosts, PROXY)) {
            assertThat(PxeAsk.in(hosts, List.of("pxe:0", "pxe:7", "ipxe:0"))).containsExactly("pxe:0 undionly.kpxe 10.99.0.1 -", "pxe:7 ipxe.efi 10.99.0.1 -",
                    "ipxe:0 http://matchbox.example.com:8080/boot.ipxe url -");
            assertThat(server.printed()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void leases_come_over_into_a_running_server_and_stay_through_its_end() throws Exception {
        try (var hosts = new TwoHosts()) {
            Path leases = Files.writeString(folder.resolve("dnsmasq.leases"), "4102444800 02:99:01:00:00:01 10.99.2.77 node1 *\n");
            try (var server = start(hosts, FULL)) {
                assertThat(leases(hosts, "import", "dnsmasq", leases.toString())).contains("1 taken, 0 there already");
                assertThat(PxeAsk.in(hosts, List.of("address"))).containsExactly("address 10.99.2.77");
                assertThat(leases(hosts, "import", "dnsmasq", leases.toString())).contains("0 taken, 1 there already");
                assertThat(server.printed()).doesNotContain(" ERROR ");
            }
            assertThat(leases(hosts, "list")).contains("10.99.2.77  02:99:01:00:00:01  node1");
            assertThat(leases(hosts, "release", "10.99.2.77")).contains("is released");
            assertThat(leases(hosts, "export", "--output", "csv").lines()).hasSize(1);
        }
    }

    private String leases(TwoHosts hosts, String... words) throws Exception {
        var command = Host.concat(hosts.onServer(), List.of("env", "LAMPLIGHTER_NO_BUILD=1", Host.root().resolve("lamplighter").toString(), "leases"));
        var flags = List.of("--config", folder.resolve("lamplighter.yaml").toString(), "--state-path", folder.resolve("state").toString());
        return Host.run(Host.concat(Host.concat(command, List.of(words)), flags).toArray(String[]::new));
    }

    private List<String> dnsmasq(TwoHosts hosts) throws Exception {
        var words = Host.concat(List.of("dnsmasq", "--conf-file=/dev/null", "--no-hosts", "--no-resolv", "--no-ping", "--user=root", "--tftp-no-fail",
                "--dhcp-leasefile=" + folder.resolve("dnsmasq.leases")), FULL);
        Process process = new ProcessBuilder(Host.concat(hosts.onServer(), words)).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        try {
            return PxeAsk.in(hosts, MACHINES);
        } finally {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Server start(TwoHosts hosts, List<String> line) throws Exception {
        Path config = folder.resolve("lamplighter.yaml");
        var command = Host.concat(hosts.onServer(), List.of("env", "LAMPLIGHTER_NO_BUILD=1", Host.root().resolve("lamplighter").toString(), "import", "dnsmasq", "--output",
                config.toString(), "--", "sudo", "docker", "run", "--rm", "--cap-add=NET_ADMIN", "--net=host", "quay.io/poseidon/dnsmasq"));
        String report = Host.run(Host.concat(command, line).toArray(String[]::new));
        assertThat(report).contains("there is no such folder on this host");
        return Server.start(hosts.onServer(), List.of("--config", config.toString(), "--data-path", folder.resolve("data").toString(), "--state-path",
                folder.resolve("state").toString()));
    }
}
