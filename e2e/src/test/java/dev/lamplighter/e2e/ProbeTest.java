package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lamplighter probe} on a real wire: against Lamplighter that leases, Lamplighter beside dnsmasq, and dnsmasq with Matchbox. */
class ProbeTest {

    static final String MAC = "02:99:00:00:00:07";
    /** No appliance of this host is to be compared with. */
    static final List<String> ALONE = List.of("--socket", "/nonexistent/admin.sock");

    @TempDir
    Path folder;

    @BeforeEach
    void data() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        for (String each : List.of("data/groups", "data/profiles", "data/ignition", "data/assets", "state", "tftp")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("data/groups/all.json"), "{\"id\":\"all\",\"profile\":\"p\"}");
        Files.writeString(folder.resolve("data/profiles/p.json"), """
                {"id":"p","ignition_id":"p.ign","boot":{"kernel":"/assets/vmlinuz","initrd":["/assets/initrd"],
                 "args":["initrd=initrd","ignition.config.url=http://10.99.0.1:8080/ignition?mac=${mac:hexhyp}"]}}
                """);
        Files.writeString(folder.resolve("data/ignition/p.ign"), "{\"ignition\":{\"version\":\"3.3.0\"}}");
        Files.write(folder.resolve("data/assets/vmlinuz"), new byte[300_000]);
        Files.write(folder.resolve("data/assets/initrd"), new byte[100_000]);
        Files.write(folder.resolve("tftp/undionly.kpxe"), new byte[70_000]);
    }

    @Test
    void every_firmware_boots_from_a_lamplighter_that_leases_and_keeps_no_lease() throws Exception {
        try (var hosts = new TwoHosts(); var server = lamplighter(hosts, "full", "    subnets: [{ pool: 10.99.1.1-10.99.1.199 }]\n")) {
            for (String arch : List.of("bios", "uefi-x64", "http", "ipxe")) {
                Ended ended = probe(hosts.onClient(), "--arch", arch, "--mac", MAC);
                assertThat(ended.printed()).as(server.printed()).contains("ACK 10.99.1.", "iPXE fetches the kernel", "status 200, 300000 octets",
                        "→ args initrd=initrd ignition.config.url=http://10.99.0.1:8080/ignition?mac=02-99-00-00-00-07", "the system fetches its config", "✓ the addresses go back: RELEASE 10.99.1.",
                        "\nboots\n", "nothing to compare with: no Lamplighter").doesNotContain("✗");
                assertThat(ended.exitCode()).isZero();
            }
            assertThat(server.printed()).contains("was given back");
            Ended json = probe(hosts.onServer(), "--arch", "bios", "--json");
            assertThat(json.printed()).as("from the server's own host").startsWith("{\"schema\":1,\"boots\":true,\"whole\":true,").contains("\"stage\":\"firmware-dhcp\"", "\"boot-file\":\"undionly.kpxe\"", "\"uncompared\":");
        }
    }

    @Test
    void an_interface_without_an_address_borrows_the_leased_one_when_it_is_told_to() throws Exception {
        try (var hosts = new TwoHosts(); var server = lamplighter(hosts, "full", "    subnets: [{ pool: 10.99.1.1-10.99.1.199 }]\n")) {
            hosts.ip("c", "addr", "flush", "dev", "eth0");
            Ended none = probe(hosts.onClient(), "--arch", "bios");
            assertThat(none.printed()).as(server.printed()).contains("✗ firmware fetches its boot file", "eth0 has no address", "--take-address", "✓ the addresses go back", "does not boot");
            assertThat(none.exitCode()).isEqualTo(1);
            Ended borrowed = probe(hosts.onClient(), "--arch", "bios", "--take-address");
            assertThat(borrowed.exitCode()).as(borrowed.printed()).isZero();
            assertThat(server.printed()).containsPattern("10\\.99\\.1\\.\\d+ GET /ignition");
            assertThat(Host.run(Host.concat(hosts.onClient(), List.of("ip", "-o", "-4", "addr", "show", "dev", "eth0")).toArray(String[]::new))).isEmpty();
        }
    }

    @Test
    void a_machine_behind_a_relay_is_led_as_the_relay_asks() throws Exception {
        try (var hosts = new TwoHosts()) {
            hosts.ip("c", "addr", "add", "10.77.0.1/24", "dev", "eth0");
            hosts.ip("s", "route", "add", "10.77.0.0/24", "via", "10.99.0.2");
            try (var server = lamplighter(hosts, "full", "    subnets: [{ subnet: 10.77.0.0/24, pool: 10.77.0.100-10.77.0.150 }]\n")) {
                Ended ended = probe(hosts.onClient(), "--arch", "uefi-x64", "--via", "10.77.0.1", "--server", "10.99.0.1");
                assertThat(ended.printed()).as(server.printed()).contains("behind the relay 10.77.0.1", "ACK 10.77.0.1").contains("\nboots\n");
                assertThat(ended.exitCode()).isZero();
            }
        }
    }

    @Test
    void a_proxy_beside_dnsmasq_leads_every_firmware_on() throws Exception {
        Host.needs("dnsmasq");
        try (var hosts = new TwoHosts(); var server = lamplighter(hosts, "proxy", "");
                var dnsmasq = dnsmasq(hosts.onClient(), "--dhcp-range=10.99.2.1,10.99.2.99,255.255.0.0,10m")) {
            for (String arch : List.of("bios", "uefi-x64", "http", "ipxe")) {
                Ended ended = untilAnswered(hosts, "--arch", arch);
                assertThat(ended.printed()).as(server.printed()).contains("OFFER without an address, from 10.99.0.1", "ACK 10.99.2.", "proxy 10.99.0.1", "\nboots\n").doesNotContain("✗");
            }
            assertThat(dnsmasq.leases()).as("none is kept").isEmpty();
        }
    }

    @Test
    void dnsmasq_with_matchbox_is_walked_too_and_what_keeps_a_machine_from_booting_there_is_named() throws Exception {
        Host.needs("dnsmasq");
        String[] leads = {"--dhcp-range=10.99.2.1,10.99.2.99,255.255.0.0,10m", "--enable-tftp", "--tftp-root=" + folder.resolve("tftp"), "--dhcp-userclass=set:ipxe,iPXE",
            "--dhcp-boot=tag:!ipxe,undionly.kpxe", "--dhcp-boot=tag:ipxe,http://10.99.0.1:8080/boot.ipxe"};
        try (var hosts = new TwoHosts(); var dnsmasq = dnsmasq(hosts.onServer(), leads)) {
            try (var _ = matchbox(hosts)) {
                Ended ended = untilAnswered(hosts, "--arch", "bios");
                assertThat(ended.printed()).contains("ACK 10.99.2.", "boot-file undionly.kpxe", "status 200, 70000 octets", "boot-file http://10.99.0.1:8080/boot.ipxe",
                        "iPXE fetches the kernel", "\nboots\n").doesNotContain("✗");
                assertThat(ended.exitCode()).isZero();
                Files.delete(folder.resolve("data/ignition/p.ign"));
                Ended ill = probe(hosts.onClient(), "--arch", "bios");
                assertThat(ill.printed()).contains("✗ the system fetches its config", "answers with status 404", "does not boot");
                assertThat(ill.exitCode()).isEqualTo(1);
            }
            Ended gone = probe(hosts.onClient(), "--arch", "bios");
            assertThat(gone.printed()).contains("✗ iPXE fetches a script", "cannot fetch http://10.99.0.1:8080/boot.ipxe", "✓ the addresses go back");
            assertThat(dnsmasq.leases()).as("none is kept").isEmpty();
        }
    }

    @Test
    void a_menu_of_another_proxy_is_followed_to_its_boot_server() throws Exception {
        Host.needs("dnsmasq");
        Files.copy(folder.resolve("tftp/undionly.kpxe"), folder.resolve("tftp/undionly.0"));
        try (var hosts = new TwoHosts();
                var _ = dnsmasq(hosts.onServer(), "--dhcp-range=10.99.0.0,proxy,255.255.0.0", "--enable-tftp", "--tftp-root=" + folder.resolve("tftp"), "--pxe-prompt=Press F8,5",
                        "--pxe-service=x86PC,Boot it,undionly", "--pxe-service=x86PC,Local disk,0");
                var _ = dnsmasq(hosts.onClient(), "--dhcp-range=10.99.2.1,10.99.2.99,255.255.0.0,10m")) {
            Ended ended = untilAnswered(hosts, "--arch", "bios");
            assertThat(ended.printed()).contains("menu Boot it | Local disk, item Boot it", "✓ firmware asks the boot server: REQUEST to 10.99.0.1 port 4011 for the menu's \"Boot it\"",
                    "boot-file undionly.0", "again and again: who answers does not tell iPXE from firmware");
        }
    }

    @Test
    void a_probe_that_is_ended_in_the_middle_gives_its_address_back() throws Exception {
        Host.needs("dnsmasq");
        try (var hosts = new TwoHosts(); var dnsmasq = dnsmasq(hosts.onServer(), "--dhcp-range=10.99.2.1,10.99.2.99,255.255.0.0,10m", "--dhcp-boot=nobody-serves-this")) {
            Process probe = command(hosts.onClient(), "--arch", "bios").start();
            for (int i = 0; i < 300 && dnsmasq.leases().isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(dnsmasq.leases()).as("while it asks for a file by TFTP").isNotEmpty();
            probe.toHandle().destroy();
            assertThat(probe.waitFor(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 300 && !dnsmasq.leases().isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(dnsmasq.leases()).isEmpty();
        }
    }

    @Test
    void silence_a_mistake_and_a_lack_of_rights_have_exit_codes_of_their_own() throws Exception {
        try (var hosts = new TwoHosts()) {
            Ended silence = probe(hosts.onClient(), "--arch", "bios", "--timeout", "1s");
            assertThat(silence.printed()).contains("✗ firmware asks DHCP", "nobody answers");
            assertThat(silence.exitCode()).isEqualTo(1);
            assertThat(run(hosts.onClient(), List.of("--interface", "eth7", "--arch", "bios")).exitCode()).isEqualTo(2);
            assertThat(run(hosts.onClient(), List.of("--interface", "eth0", "--arch", "vax")).printed()).contains("--arch is one of bios, uefi-x64, uefi-arm64, http, ipxe, not \"vax\"");
            Host.needs("setpriv");
            Ended nobody = run(Host.concat(hosts.onClient(), List.of("setpriv", "--bounding-set=-net_raw")), List.of("--interface", "eth0", "--arch", "bios"));
            assertThat(nobody.printed()).contains("CAP_NET_RAW");
            assertThat(nobody.exitCode()).isEqualTo(3);
        }
    }

    private Server lamplighter(TwoHosts hosts, String dhcp, String more) throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("lamplighter.yaml"), """
                segments:
                  - interface: eth0
                    dhcp: %s
                %sstore: { path: %s }
                state: { path: %s }
                admin: { socket: %s }
                """.formatted(dhcp, more, folder.resolve("data"), folder.resolve("state"), folder.resolve("admin.sock")));
        return Server.start(hosts.onServer(), List.of("--config", config.toString(), "--assets-path", folder.resolve("data/assets").toString()));
    }

    /** Matchbox where there is one on the PATH, else ourselves with its answers. */
    private AutoCloseable matchbox(TwoHosts hosts) throws IOException, InterruptedException {
        List<String> flags = List.of("-address=10.99.0.1:8080", "-data-path=" + folder.resolve("data"), "-assets-path=" + folder.resolve("data/assets"));
        if (!Host.has("matchbox")) {
            return Server.start(hosts.onServer(), Host.concat(List.of("--config=none", "--compat=matchbox"), flags));
        }
        return new Running(new ProcessBuilder(Host.concat(hosts.onServer(), Host.concat(List.of("matchbox"), flags))).redirectErrorStream(true)
                .redirectOutput(folder.resolve("matchbox.log").toFile()).start(), folder);
    }

    private Running dnsmasq(List<String> on, String... more) throws IOException {
        Path own = Files.createTempDirectory(folder, "dnsmasq");
        var words = new ArrayList<>(Host.concat(on, List.of("dnsmasq", "-d", "--conf-file=/dev/null", "--port=0", "--interface=eth0", "--no-ping", "--user=root",
                "--dhcp-leasefile=" + own.resolve("leases"))));
        words.addAll(List.of(more));
        return new Running(new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(own.resolve("log").toFile()).start(), own);
    }

    private record Running(Process process, Path own) implements AutoCloseable {

        String leases() throws IOException {
            return Files.exists(own.resolve("leases")) ? Files.readString(own.resolve("leases")) : "";
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    /** Other servers need a moment until they serve. */
    private static Ended untilAnswered(TwoHosts hosts, String... words) throws Exception {
        Ended ended = probe(hosts.onClient(), words);
        for (int i = 0; i < 10 && ended.printed().contains("nobody "); i++) {
            ended = probe(hosts.onClient(), words);
        }
        return ended;
    }

    private static Ended probe(List<String> on, String... words) throws Exception {
        return run(on, Host.concat(List.of("--interface", "eth0"), Host.concat(List.of(words), ALONE)));
    }

    private static ProcessBuilder command(List<String> on, String... words) {
        return builder(on, Host.concat(List.of("--interface", "eth0"), Host.concat(List.of(words), ALONE)));
    }

    private static ProcessBuilder builder(List<String> on, List<String> words) {
        var builder = new ProcessBuilder(Host.concat(Host.concat(on, List.of(Host.root().resolve("lamplighter").toString(), "probe")), words)).redirectErrorStream(true);
        builder.environment().put("LAMPLIGHTER_NO_BUILD", "1");
        return builder;
    }

    private static Ended run(List<String> on, List<String> words) throws Exception {
        Process process = builder(on, words).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private record Ended(int exitCode, String printed) {}
}
