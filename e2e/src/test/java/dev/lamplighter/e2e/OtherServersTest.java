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

/** Other DHCP servers that were told what {@code export} prints tell each kind of firmware what our own server would. */
class OtherServersTest {

    /** Firmware of every kind, iPXE with and without HTTP, and a system that boots nothing. */
    static final List<String> MACHINES = List.of("pxe:0", "pxe:6", "pxe:7", "pxe:9", "pxe:11", "http:16", "http:19", "ipxe:0", "ipxe:7", "ipxe-options:0", "ipxe-options:7",
            "ipxe-old:0", "ipxe-old:7", "class:PXEClient:Arch:00007:UNDI:003099", "plain");

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
    void our_own_server_says_what_the_others_are_compared_with() throws Exception {
        try (var hosts = new TwoHosts()) {
            assertThat(own(hosts)).contains("pxe:0 undionly.kpxe 10.99.0.1 -", "pxe:7 ipxe.efi 10.99.0.1 -", "pxe:9 ipxe.efi 10.99.0.1 -", "pxe:11 ipxe-arm64.efi 10.99.0.1 -",
                    "http:16 http://10.99.0.1:8080/assets/ipxe.efi url HTTPClient", "ipxe:0 http://10.99.0.1:8080/boot.ipxe url -", "ipxe-old:7 ipxe.efi 10.99.0.1 -",
                    "class:PXEClient:Arch:00007:UNDI:003099 snponly.efi 10.99.0.1 -", "plain - - -");
        }
    }

    @Test
    void isc_dhcpd() throws Exception {
        Host.needs("dhcpd");
        try (var hosts = new TwoHosts()) {
            Path config = config("dhcpd.conf", export(hosts, "isc") + "ping-check false;\ndefault-lease-time 600;\nsubnet 10.99.0.0 netmask 255.255.0.0 { range 10.99.2.1 10.99.2.99; }\n");
            Path leases = Files.createFile(folder.resolve("dhcpd.leases"));
            Host.run("dhcpd", "-4", "-t", "-cf", config.toString(), "-lf", leases.toString());
            same(hosts, List.of("dhcpd", "-4", "-f", "-d", "--no-pid", "-cf", config.toString(), "-lf", leases.toString(), "eth0"));
        }
    }

    @Test
    void kea() throws Exception {
        Host.needs("kea-dhcp4");
        try (var hosts = new TwoHosts()) {
            Path config = config("kea.json", """
                    {"Dhcp4": {
                    "interfaces-config": {"interfaces": ["eth0"], "dhcp-socket-type": "raw"},
                    "lease-database": {"type": "memfile", "persist": false},
                    "valid-lifetime": 600,
                    "loggers": [{"name": "kea-dhcp4", "severity": "WARN", "output_options": [{"output": "stdout"}]}],
                    "subnet4": [{"id": 1, "subnet": "10.99.0.0/16", "pools": [{"pool": "10.99.2.1 - 10.99.2.99"}]}],
                    """ + export(hosts, "kea") + "}}\n");
            List<String> alone = List.of("env", "KEA_PIDFILE_DIR=" + folder, "KEA_LOCKFILE_DIR=none", "kea-dhcp4");
            Host.run(Host.concat(hosts.onServer(), Host.concat(alone, List.of("-t", config.toString()))).toArray(String[]::new));
            same(hosts, Host.concat(alone, List.of("-c", config.toString())));
        }
    }

    @Test
    void dnsmasq() throws Exception {
        Host.needs("dnsmasq");
        try (var hosts = new TwoHosts()) {
            Path config = config("dnsmasq.conf", export(hosts, "dnsmasq") + "port=0\nno-ping\ninterface=eth0\ndhcp-range=10.99.2.1,10.99.2.99,255.255.0.0,10m\ndhcp-leasefile="
                    + folder.resolve("dnsmasq.leases") + "\nuser=root\n");
            Host.run("dnsmasq", "--test", "--conf-file=" + config);
            same(hosts, List.of("dnsmasq", "-d", "--conf-file=" + config));
        }
    }

    @Test
    void a_dnsmasq_that_is_a_proxy_understands_its_services() throws Exception {
        Host.needs("dnsmasq");
        try (var hosts = new TwoHosts()) {
            Path config = config("dnsmasq.conf", export(hosts, "dnsmasq", "--proxy") + "port=0\ninterface=eth0\ndhcp-range=10.99.0.0,proxy,255.255.0.0\n");
            assertThat(Host.run("dnsmasq", "--test", "--conf-file=" + config)).contains("OK");
            assertThat(Files.readString(config)).contains("pxe-service=tag:!ll-script,x86PC,Lamplighter,undionly.kpxe,10.99.0.1");
        }
    }

    private void same(TwoHosts hosts, List<String> command) throws Exception {
        Path log = folder.resolve("log");
        Process other = new ProcessBuilder(Host.concat(hosts.onServer(), command)).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        List<String> said;
        try {
            said = PxeAsk.in(hosts, MACHINES);
        } finally {
            other.destroy();
            if (!other.waitFor(10, TimeUnit.SECONDS)) {
                other.destroyForcibly().waitFor();
            }
        }
        assertThat(said).as(Files.readString(log)).isEqualTo(own(hosts));
    }

    private List<String> own(TwoHosts hosts) throws Exception {
        Path config = config("full.yaml", settings("dhcp: full\n    subnets: [ { subnet: 10.99.0.0/16, pool: 10.99.2.1-10.99.2.99 } ]"));
        try (var server = Server.start(hosts.onServer(), List.of("--config", config.toString()))) {
            List<String> said = PxeAsk.in(hosts, MACHINES);
            assertThat(server.printed()).doesNotContain(" ERROR ");
            return said;
        }
    }

    private String export(TwoHosts hosts, String... words) throws Exception {
        Path config = config("existing.yaml", settings("dhcp: existing-dhcp"));
        var command = Host.concat(hosts.onServer(), List.of("env", "LAMPLIGHTER_NO_BUILD=1", Host.root().resolve("lamplighter").toString(), "export"));
        return Host.run(Host.concat(Host.concat(command, List.of(words)), List.of("--config", config.toString())).toArray(String[]::new));
    }

    private String settings(String segment) {
        return """
                segments:
                  - interface: eth0
                    %2$s
                dhcp: { force: true, conflict-check: false }
                boot:
                  files: { efi-arm64: ipxe-arm64.efi, "class:PXEClient:Arch:00007:UNDI:003099": snponly.efi }
                store: { path: %1$s/data }
                state: { path: %1$s/state }
                """.formatted(folder, segment);
    }

    private Path config(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
