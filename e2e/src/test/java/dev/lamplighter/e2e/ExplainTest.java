package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} says of a boot is what the wire gives: each kind of firmware, declared machines and strangers, directly and behind a relay. */
class ExplainTest {

    private static final List<String> KINDS = List.of("bios", "uefi-x64", "uefi-arm64", "http", "ipxe");
    private static final String STRANGER = "02:99:03:00:00:01";
    private static final String KNOWN = "02:99:03:00:00:02";
    private static final String RESERVED = "02:99:03:00:00:03";
    private static final String ON_DISK = "02:99:03:00:00:04";
    private static final String UNSERVED = "02:99:03:00:00:05";
    private static final List<String> MACHINES = List.of(STRANGER, KNOWN, RESERVED, ON_DISK, UNSERVED);
    private static final String FULL = """
            full
                subnets:
                  - { subnet: 10.99.0.0/16, pool: 10.99.4.1-10.99.4.200, domain: lab.test }
                  - { subnet: 10.98.0.0/16, pool: 10.98.4.1-10.98.4.200, router: 10.98.0.1 }""";

    @TempDir
    Path folder;

    @BeforeEach
    void data() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        for (String each : List.of("data/groups", "data/profiles", "data/ignition", "data/generic", "data/machines", "assets", "tftp", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        write("data/groups/default.json", "{\"id\":\"default\",\"profile\":\"stranger\"}");
        write("data/groups/known.json", "{\"id\":\"known\",\"profile\":\"known\",\"selector\":{\"mac\":\"" + KNOWN + "\"},\"metadata\":{\"disk\":\"/dev/vda\"}}");
        write("data/groups/reserved.json", "{\"id\":\"reserved\",\"profile\":\"known\",\"selector\":{\"mac\":\"" + RESERVED + "\"},\"metadata\":{\"disk\":\"/dev/sdb\"}}");
        write("data/groups/unserved.json", "{\"id\":\"unserved\",\"profile\":\"nobodys\",\"selector\":{\"mac\":\"" + UNSERVED + "\"}}");
        write("data/profiles/stranger.json", "{\"id\":\"stranger\",\"boot\":{\"kernel\":\"/assets/vmlinuz\",\"initrd\":[\"/assets/initrd\",\"/assets/more\"]}}");
        write("data/profiles/known.json", """
                {"id":"known","ignition_id":"known.yaml","generic_id":"known.txt","boot":{"kernel":"/assets/vmlinuz","initrd":["/assets/initrd"],
                 "args":["ignition.config.url=http://10.99.0.1:8080/ignition?uuid=${uuid}&mac=${mac:hexhyp}","inst.ks=http://10.99.0.1:8080/generic?mac=${mac:hexhyp}"]}}""");
        write("data/ignition/known.yaml", "variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: /etc/disk\n      contents: { inline: \"{{.disk}}\" }\n");
        write("data/generic/known.txt", "disk {{.disk}} of {{.request.query.mac}}\n".repeat(200));
        write("data/machines/reserved.yaml", "mac: \"" + RESERVED + "\"\naddresses: [10.99.7.7, 10.98.7.7]\nhostname: reserved\n");
        write("data/machines/disk.yaml", "mac: \"" + ON_DISK + "\"\nboot: disk\n");
        Files.write(folder.resolve("assets/vmlinuz"), new byte[300_000]);
        Files.write(folder.resolve("assets/initrd"), new byte[5000]);
    }

    @Test
    void where_we_lease_the_addresses() throws Exception {
        try (var hosts = new TwoHosts()) {
            hosts.ip("c", "addr", "add", "10.98.0.1/16", "dev", "eth0");
            hosts.ip("s", "route", "add", "10.98.0.0/16", "via", "10.99.0.2");
            try (var server = start(hosts, FULL)) {
                var boots = new ArrayList<String>();
                for (String relay : List.of("", ",10.98.0.1")) {
                    MACHINES.forEach(mac -> KINDS.forEach(kind -> boots.add(kind + "," + mac + relay)));
                }
                // One after the other: each takes an address out of the pool that the next is explained.
                equal(WireWalks.run(hosts.onClient(), words("eth0", 200, false, boots)), boots, server);
            }
        }
    }

    @Test
    void beside_a_server_that_leases_them() throws Exception {
        Host.needs("dnsmasq");
        try (var hosts = new TwoHosts(); var third = new Third(hosts)) {
            try (var server = start(hosts, "proxy")) {
                var boots = new ArrayList<String>();
                for (int i = 0; i < MACHINES.size(); i++) {
                    String machine = MACHINES.get(i);
                    String relay = "10.99.0." + (10 + i);
                    hosts.ip("c", "addr", "add", relay + "/16", "dev", "br0");
                    KINDS.forEach(kind -> boots.addAll(List.of(kind + "," + machine, kind + "," + machine + "," + relay)));
                }
                equal(WireWalks.run(hosts.onClient(), words("br0", 2000, true, boots)), boots, server);
                assertThat(third.isServing()).isTrue();
            }
        }
    }

    /** Every boot was as explained; and they are not all alike because none came far. */
    private static void equal(List<String> lines, List<String> boots, Server server) {
        assertThat(lines).as(server.printed()).hasSameSizeAs(boots).allMatch(line -> line.startsWith("same "));
        for (String kind : List.of("bios", "uefi-x64", "http", "ipxe")) {
            assertThat(lines).as(kind).anyMatch(line -> line.startsWith("same " + kind + "," + KNOWN) && line.endsWith(", boots"));
        }
        assertThat(lines).anyMatch(line -> line.startsWith("same uefi-x64," + UNSERVED) && line.endsWith("does not boot"));
        assertThat(lines).anyMatch(line -> line.startsWith("same uefi-x64," + STRANGER) && line.endsWith("does not boot"));
    }

    private List<String> words(String interfaceName, int linger, boolean atOnce, List<String> boots) {
        return Host.concat(List.of(interfaceName, folder.resolve("admin.sock").toString(), Integer.toString(linger), Boolean.toString(atOnce)), boots);
    }

    private Server start(TwoHosts hosts, String mode) throws Exception {
        write("lamplighter.yaml", """
                segments:
                  - interface: eth0
                    dhcp: %2$s
                dhcp: { force: true, conflict-check: false }
                http: { address: "10.99.0.1:8080" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp }
                admin: { socket: %1$s/admin.sock }
                """.formatted(folder, mode));
        return Server.start(hosts.onServer(), List.of("--config", folder.resolve("lamplighter.yaml").toString()));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** A third host at 10.99.0.3 where dnsmasq leases addresses; the client is on the bridge {@code br0} between the others. */
    private static final class Third implements AutoCloseable {

        private final String name = "lle2e-explain6-" + ProcessHandle.current().pid();
        private final Process dnsmasq;

        Third(TwoHosts hosts) throws IOException, InterruptedException {
            hosts.ip("c", "link", "add", "br0", "type", "bridge");
            hosts.ip("c", "link", "set", "eth0", "master", "br0");
            hosts.ip("c", "addr", "del", "10.99.0.2/16", "dev", "eth0");
            hosts.ip("c", "addr", "add", "10.99.0.2/16", "brd", "+", "dev", "br0");
            hosts.ip("c", "link", "set", "br0", "up");
            Host.run("ip", "netns", "add", name);
            try {
                hosts.ip("c", "link", "add", "d0", "type", "veth", "peer", "name", "eth0", "netns", name);
                hosts.ip("c", "link", "set", "d0", "master", "br0");
                hosts.ip("c", "link", "set", "d0", "up");
                Host.run("ip", "-n", name, "addr", "add", "10.99.0.3/16", "brd", "+", "dev", "eth0");
                Host.run("ip", "-n", name, "link", "set", "eth0", "up");
                dnsmasq = new ProcessBuilder("ip", "netns", "exec", name, "dnsmasq", "-k", "--conf-file=/dev/null", "--port=0", "--interface=eth0", "--no-ping", "--leasefile-ro",
                        "--dhcp-authoritative", "--dhcp-range=10.99.5.1,10.99.5.200,1h", "--log-facility=-").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException | InterruptedException | AssertionError failed) {
                Host.run("ip", "netns", "del", name);
                throw failed;
            }
        }

        boolean isServing() {
            return dnsmasq.isAlive();
        }

        @Override
        public void close() throws IOException {
            dnsmasq.destroy();
            try {
                dnsmasq.waitFor();
                Host.run("ip", "netns", "del", name);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
