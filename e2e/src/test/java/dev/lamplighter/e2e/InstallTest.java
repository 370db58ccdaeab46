package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.e2e.VirtualMachine.Firmware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The end of the install loop, with real firmware: a machine whose card comes before its disk in the boot order installs once, and boots from
 * its disk from then on. The environment's LAMPLIGHTER_DEBS names a folder with Debian's packages where they cannot be downloaded, and
 * LAMPLIGHTER_INSTALL_LOG one where the machine's serial lines and the server's log are kept.
 */
@Tag("nightly")
class InstallTest {

    static final String SERVER = "http://10.99.0.1:8080";
    static final String FROM_DISK = "STARTED-FROM-DISK";
    static final Duration LONG = Duration.ofMinutes(15);

    @TempDir
    Path folder;

    @BeforeEach
    void an_installer() throws Exception {
        Host.needsRoot();
        Host.needs("ip", "qemu-system-x86_64", "dpkg-deb", "cpio", "dnsmasq");
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/net/tun")), "skipped: this host has no /dev/net/tun");
        for (String each : List.of("data/groups", "data/profiles", "data/generic", "data/machines", "assets", "state", "tftp")) {
            Files.createDirectories(folder.resolve(each));
        }
        var words = Stream.concat(Stream.of(Host.root().resolve("e2e/install-os").toString(), folder.resolve("assets").toString()),
                Optional.ofNullable(System.getenv("LAMPLIGHTER_DEBS")).map("--debs="::concat).stream());
        Host.run(words.toArray(String[]::new));
        write("data/groups/fresh.json", "{\"id\":\"fresh\",\"profile\":\"install\",\"selector\":{\"role\":\"fresh\"}}");
        write("data/profiles/install.json", """
                {"id": "install", "generic_id": "orders", "boot": {"kernel": "/assets/vmlinuz", "initrd": ["/assets/initrd.gz"],
                 "args": ["initrd=initrd.gz", "console=ttyS0", "loglevel=4", "orders=%s/generic?mac=${mac:hexhyp}"]}}
                """.formatted(SERVER));
        write("data/generic/orders", "IMAGE=%1$s/assets/disk.img\nDONE='%1$s/v1/boot-done?token={{.request.machine.token}}'\n".formatted(SERVER));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({"BIOS, full, netboot", "BIOS, proxy, netboot-once", "UEFI, full, netboot-once", "UEFI, proxy, netboot"})
    void a_machine_with_a_disk_installs_once_and_boots_from_it_twice(Firmware firmware, String mode, String intent) throws Exception {
        Assumptions.assumeTrue(firmware == Firmware.BIOS || VirtualMachine.ovmf("CODE").isPresent(), "skipped: OVMF (the package ovmf) is not installed");
        Files.write(folder.resolve("assets/disk.img"), firmware == Firmware.BIOS ? DiskImages.bios(FROM_DISK) : DiskImages.uefi(FROM_DISK));
        write("data/machines/node1.yaml", "mac: " + VirtualMachine.MAC + "\nlabels: { role: fresh }\nboot: " + intent + "\n");
        try (var hosts = new TwoHosts()) {
            VirtualMachine.bridge(hosts, "10.99.0.2/16");
            Process other = mode.equals("proxy") ? otherServer(hosts) : null;
            try (var server = start(hosts, mode); var machine = VirtualMachine.start(hosts, firmware, folder)) {
                try {
                    watch(machine, server);
                } finally {
                    keep(firmware + "-" + mode, server);
                }
                assertThat(machine.times("INSTALLED")).as("installed once").isEqualTo(1);
                assertThat(server.printed()).contains("node1").doesNotContain("ERROR ");
            } finally {
                if (other != null) {
                    other.destroyForcibly().waitFor();
                }
            }
        }
    }

    /** Until it has started from its disk for the second time. */
    private static void watch(VirtualMachine machine, Server server) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (machine.times(FROM_DISK) < 2) {
            String printed = machine.printed();
            assertThat(printed).doesNotContain("FAILED:").doesNotContain("Kernel panic");
            assertThat(machine.runs() && System.nanoTime() < end).as("the machine goes on: " + tail(printed) + "\nserver: " + tail(server.printed())).isTrue();
            Thread.sleep(200);
        }
    }

    private static String tail(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private void keep(String name, Server server) throws IOException {
        String where = System.getenv("LAMPLIGHTER_INSTALL_LOG");
        if (where != null) {
            Path logs = Files.createDirectories(Path.of(where));
            Files.writeString(logs.resolve(name + ".server.log"), server.printed());
            Files.write(logs.resolve(name + ".serial.log"), Files.readAllBytes(folder.resolve("serial.log")));
        }
    }

    private Server start(TwoHosts hosts, String mode) throws Exception {
        write("lamplighter.yaml", """
                segments:
                  - interface: eth0
                    dhcp: %2$s
                    %3$s
                dhcp: { force: true }
                http: { address: "10.99.0.1:8080" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp }
                """.formatted(folder, mode, mode.equals("full") ? "subnets: [{ pool: 10.99.1.1-10.99.1.9 }]" : ""));
        return Server.start(hosts.onServer(), List.of("--config", folder.resolve("lamplighter.yaml").toString()));
    }

    /** A DHCP server that knows nothing of booting. */
    private Process otherServer(TwoHosts hosts) throws IOException {
        var words = Host.concat(hosts.onClient(), Arrays.asList("dnsmasq", "-k", "--conf-file=/dev/null", "--user=root", "--pid-file=", "--port=0", "--interface=br0",
                "--bind-interfaces", "--no-ping", "--dhcp-authoritative", "--dhcp-range=10.99.1.1,10.99.1.9,10m", "--dhcp-leasefile=" + folder.resolve("other.leases")));
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(folder.resolve("other.log").toFile()).start();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
