package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lamplighter doctor} on a host where something is wrong, and the command that it names. */
class DoctorTest {

    @TempDir
    Path folder;

    @BeforeEach
    void tools() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        for (String each : List.of("data/groups", "data/profiles", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("data/groups/all.json"), "{\"id\":\"all\",\"profile\":\"p\"}");
        Files.writeString(folder.resolve("data/profiles/p.json"), "{\"id\":\"p\",\"boot\":{\"kernel\":\"/assets/k\"}}");
    }

    @Test
    void a_rule_that_drops_tftp_is_named_with_its_handle_and_the_command_it_names_mends_it() throws Exception {
        Host.needs("nft");
        try (var hosts = new TwoHosts()) {
            onServer(hosts, "nft", "add table inet filter");
            onServer(hosts, "nft", "add chain inet filter input { type filter hook input priority 0; policy accept; }");
            onServer(hosts, "nft", "add rule inet filter input udp dport 69 drop");
            Ended ill = doctor(hosts);
            assertThat(ill.exitCode()).as(ill.printed()).isEqualTo(1);
            Matcher named = Pattern.compile("bad +firewall +TFTP \\(udp 69\\) on eth0 does not come in: (inet filter input handle \\d+) drops it \\(udp dport 69 drop\\); run: (.*)").matcher(ill.printed());
            assertThat(named.find()).as(ill.printed()).isTrue();
            assertThat(named.group(2)).isEqualTo("nft delete rule " + named.group(1));
            onServer(hosts, named.group(2).split(" "));
            Ended well = doctor(hosts);
            assertThat(well.printed()).contains("no rule stops DHCP (udp 67), PXE (udp 4011), TFTP (udp 69), DNS (udp 53), HTTP (tcp 8080)");
            assertThat(well.exitCode()).as(well.printed()).isZero();
        }
    }

    @Test
    void a_policy_that_lets_nothing_in_is_mended_by_the_rules_that_it_names() throws Exception {
        Host.needs("nft");
        try (var hosts = new TwoHosts()) {
            onServer(hosts, "nft", "add table inet filter");
            onServer(hosts, "nft", "add chain inet filter input { type filter hook input priority 0; policy drop; }");
            Ended ill = doctor(hosts);
            assertThat(ill.exitCode()).as(ill.printed()).isEqualTo(1);
            List<String> commands = Pattern.compile("run: (nft insert rule .*)").matcher(ill.printed()).results().map(found -> found.group(1)).toList();
            assertThat(commands).as(ill.printed()).hasSize(5);
            for (String command : commands) {
                onServer(hosts, command.split(" "));
            }
            Ended well = doctor(hosts);
            assertThat(well.exitCode()).as(well.printed()).isZero();
        }
    }

    @Test
    void another_server_that_holds_the_port_and_leases_there_is_named_and_our_own_is_no_trouble() throws Exception {
        Host.needs("dnsmasq");
        try (var hosts = new TwoHosts()) {
            Process other = new ProcessBuilder(Host.concat(hosts.onServer(), List.of("dnsmasq", "-d", "--conf-file=/dev/null", "--port=0", "--interface=eth0", "--enable-tftp",
                    "--tftp-root=" + folder, "--user=root"))).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
            Process leasing = new ProcessBuilder(Host.concat(hosts.onClient(), List.of("dnsmasq", "-d", "--conf-file=/dev/null", "--port=0", "--interface=eth0", "--no-ping",
                    "--dhcp-range=10.99.2.1,10.99.2.99,255.255.0.0,10m", "--dhcp-leasefile=" + folder.resolve("leases"), "--user=root")))
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log2").toFile()).start();
            try {
                Ended ill = untilHeld(hosts, other);
                assertThat(ill.printed()).containsPattern("bad +port +TFTP \\(udp 0\\.0\\.0\\.0:69\\) is held by dnsmasq \\(pid " + other.pid() + "\\)")
                        .containsPattern("bad +dhcp +another server leases addresses on eth0: 10\\.99\\.0\\.2 ");
                assertThat(ill.exitCode()).isEqualTo(1);
            } finally {
                other.destroy();
                leasing.destroy();
                other.waitFor();
                leasing.waitFor();
            }
            try (var server = Server.start(hosts.onServer(), List.of("--config", config().toString()))) {
                Ended well = doctor(hosts);
                assertThat(well.printed()).as(server.printed()).containsPattern("ok +port +TFTP \\(udp 0\\.0\\.0\\.0:69\\) is served by a running lamplighter");
                assertThat(well.exitCode()).as(well.printed()).isZero();
            }
        }
    }

    /** Both of them need a moment until they serve. */
    private Ended untilHeld(TwoHosts hosts, Process other) throws Exception {
        Ended ended = doctor(hosts);
        for (int i = 0; i < 10 && !(ended.printed().contains("pid " + other.pid()) && ended.printed().contains("another server")); i++) {
            ended = doctor(hosts);
        }
        return ended;
    }

    @Test
    void a_mistake_in_the_settings_is_a_finding_and_programs_can_read_it() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "http:\n  adress: 127.0.0.1:8080\n");
        Ended ill = run(List.of(), "--json", "--config", file.toString());
        assertThat(ill.exitCode()).isEqualTo(1);
        assertThat(ill.printed()).startsWith("{\"schema\":1,\"bad\":1,").contains("\"about\":\"settings\"").contains(":2:3: unknown key http.adress");
    }

    private Path config() throws IOException {
        return Files.writeString(folder.resolve("lamplighter.yaml"), """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets: [{ pool: 10.99.1.1-10.99.1.199 }]
                store: { path: %s }
                state: { path: %s }
                """.formatted(folder.resolve("data"), folder.resolve("state")));
    }

    private Ended doctor(TwoHosts hosts) throws Exception {
        return run(hosts.onServer(), "--config", config().toString());
    }

    private static void onServer(TwoHosts hosts, String... command) throws Exception {
        Host.run(Host.concat(hosts.onServer(), List.of(command)).toArray(String[]::new));
    }

    private static Ended run(List<String> on, String... words) throws Exception {
        var command = Host.concat(Host.concat(on, List.of(Host.root().resolve("lamplighter").toString(), "doctor")), List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LAMPLIGHTER_NO_BUILD", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private record Ended(int exitCode, String printed) {}
}
