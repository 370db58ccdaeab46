package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lamplighter boots} beside a server to which machines come over a wire: one boot as one story, and failures with their reason. */
class BootsTest {

    static final String NODE1 = "02:99:02:00:00:01";
    static final String POOL = "full\n    subnets:\n      - pool: 10.99.1.1-10.99.1.200";
    static final Duration PATIENCE = Duration.ofMinutes(3);
    static final List<String> TO_THE_SCRIPT = List.of("firmware", "tftp=loader.efi", "ipxe", "get=/boot.ipxe");

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Host.needsRoot();
        Host.needs("ip");
        for (String each : List.of("tftp", "data/groups", "data/profiles", "data/ignition", "data/generic", "assets", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        write("tftp/loader.efi", "loader ".repeat(1000));
        write("assets/vmlinuz", "kernel");
        write("assets/initrd", "initrd");
        write("data/ignition/good.ign", "{\"ignition\":{\"version\":\"3.3.0\"}}");
        write("data/ignition/bad.ign", "{\"ignition\":\n{\"version\":}}");
        write("data/ignition/bad.yaml", "variant: fcos\nversion: 1.5.0\nstorage: [\n");
        write("data/generic/hole", "{{.missing}}");
        profile("good", "\"ignition_id\":\"good.ign\",");
        profile("bare", "");
        profile("bad-ignition", "\"ignition_id\":\"bad.ign\",");
        profile("bad-butane", "\"ignition_id\":\"bad.yaml\",");
        profile("hole", "\"generic_id\":\"hole\",");
    }

    @Test
    void a_boot_is_one_story_with_every_stage_and_is_told_after_a_restart() throws Exception {
        group(1, "good");
        try (var hosts = new TwoHosts()) {
            try (var server = start(hosts)) {
                WireMachine.on(hosts, deeds(NODE1, TO_THE_SCRIPT, List.of("get=/ipxe?mac=@", "get=/assets/vmlinuz", "get=/assets/initrd", "system", "get=/ignition?mac=@")));
                JsonNode boot = theOne(server, "done");
                assertThat(boot.path("mac").asString()).isEqualTo(NODE1);
                assertThat(boot.path("arch").asString()).isEqualTo("efi-x64");
                assertThat(boot.path("steps").valueStream().filter(step -> step.path("result").asString().equals("done"))
                        .map(step -> step.path("stage").asString() + " " + step.path("what").asString().replaceFirst(" .*", ""))).containsExactly(
                        "firmware ACK", "loader loader.efi", "ipxe ACK", "script /boot.ipxe", "script /ipxe", "kernel /assets/vmlinuz", "kernel /assets/initrd", "system ACK",
                        "config /ignition");
                assertThat(boots(NODE1)).contains("✓ loader   loader.efi, 6 KiB").contains("done at config");
                assertThat(boots("--follow", "--json", "--socket", folder.resolve("none").toString())).contains("is Lamplighter running?");
                server.terminate();
                assertThat(server.exitCode()).isZero();
            }
            try (var server = start(hosts)) {
                assertThat(theOne(server, "done").path("stage").asString()).isEqualTo("config");
                assertThat(boots("10.99.0.77")).isEqualTo("no boot was seen yet\n");
            }
        }
    }

    @Test
    void beside_another_server_the_address_that_a_machine_asks_that_one_for_makes_its_boot_one_story() throws Exception {
        group(1, "good");
        try (var hosts = new TwoHosts(); var server = start(hosts, "proxy")) {
            WireMachine.on(hosts, deeds(NODE1, List.of("proxied=10.99.3.7", "tftp=loader.efi")));
            JsonNode boot = theOne(server, "under way");
            assertThat(boot.path("mac").asString()).isEqualTo(NODE1);
            assertThat(boot.path("steps").valueStream().map(step -> step.path("stage").asString() + " " + step.path("what").asString())).containsExactly(
                    "firmware OFFER, boot ipxe.efi", "firmware REQUEST to 10.99.0.9, for 10.99.3.7", "loader loader.efi");
        }
    }

    @Test
    void who_stops_on_the_way_is_told_why() throws Exception {
        group(9, "none");
        group(10, "bare");
        group(11, "bad-ignition");
        group(12, "bad-butane");
        group(13, "hole");
        for (int number : List.of(14, 15, 16)) {
            group(number, "good");
        }
        var script = List.of("get=/ipxe?mac=@");
        var kernel = List.of("get=/ipxe?mac=@", "get=/assets/vmlinuz");
        var expected = new TreeMap<String, String>();
        var deeds = new ArrayList<String>();
        failing(deeds, expected, 1, "offer-not-taken", List.of("discover"));
        failing(deeds, expected, 2, "another-server-won", List.of("other=10.99.0.9"));
        failing(deeds, expected, 3, "loader-never-asked", List.of("firmware"));
        failing(deeds, expected, 4, "transfer-died", List.of("firmware", "tftp-part=loader.efi"));
        failing(deeds, expected, 5, "transfer-never-began", List.of("firmware", "tftp-silent=loader.efi"));
        failing(deeds, expected, 6, "boot-file-missing", List.of("firmware", "tftp=nothing.efi"));
        failing(deeds, expected, 7, "ipxe-loop", List.of("firmware", "tftp=loader.efi", "ipxe", "tftp=loader.efi", "ipxe", "tftp=loader.efi"));
        failing(deeds, expected, 8, "no-group", TO_THE_SCRIPT, script);
        failing(deeds, expected, 9, "profile-missing", TO_THE_SCRIPT, script);
        failing(deeds, expected, 10, "no-template", TO_THE_SCRIPT, kernel, List.of("get=/ignition?mac=@"));
        failing(deeds, expected, 11, "ignition-invalid", TO_THE_SCRIPT, kernel, List.of("get=/ignition?mac=@"));
        failing(deeds, expected, 12, "butane-invalid", TO_THE_SCRIPT, kernel, List.of("get=/ignition?mac=@"));
        failing(deeds, expected, 13, "template-key-missing", TO_THE_SCRIPT, kernel, List.of("get=/generic?mac=@"));
        failing(deeds, expected, 14, "asset-missing", TO_THE_SCRIPT, kernel, List.of("get=/assets/initrd-of-yesterday"));
        // Its next boot says that this one has ended, without a wait of minutes.
        failing(deeds, expected, 15, "config-never-asked", TO_THE_SCRIPT, kernel, List.of("discover"));
        failing(deeds, expected, 16, "script-never-asked", List.of("firmware", "tftp=loader.efi", "ipxe", "discover"));
        try (var hosts = new TwoHosts(); var server = start(hosts)) {
            String done = WireMachine.on(hosts, deeds);
            Map<String, String> told = diagnoses();
            for (long end = System.nanoTime() + PATIENCE.toNanos(); !told.equals(expected) && System.nanoTime() < end; told = diagnoses()) {
                Thread.sleep(1000);
            }
            assertThat(told).as(done + server.printed()).isEqualTo(expected);
        }
    }

    /** Why the first boot of each machine stopped. */
    private Map<String, String> diagnoses() throws Exception {
        var told = new TreeMap<String, String>();
        json().forEach(boot -> told.put(boot.path("mac").asString(), boot.path("diagnosis").path("code").asString("")));
        return told;
    }

    @SafeVarargs
    private static void failing(List<String> deeds, Map<String, String> expected, int number, String code, List<String>... does) {
        String mac = "02:99:02:00:00:%02x".formatted(number);
        deeds.addAll(deeds(mac, does));
        expected.put(mac, code);
    }

    @SafeVarargs
    private static List<String> deeds(String mac, List<String>... does) {
        var all = new ArrayList<>(List.of("mac=" + mac));
        for (List<String> each : does) {
            all.addAll(each);
        }
        return all;
    }

    private JsonNode theOne(Server server, String state) throws Exception {
        JsonNode boots = json();
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; boots = json()) {
            if (boots.size() == 1 && boots.get(0).path("state").asString().equals(state)) {
                return boots.get(0);
            }
            Thread.sleep(500);
        }
        throw new AssertionError(boots + server.printed());
    }

    private JsonNode json() throws Exception {
        return JsonMapper.builder().build().readTree(boots("--json", "--limit", "1000")).path("boots");
    }

    /** What {@code lamplighter boots} prints; a socket that is named wins. */
    private String boots(String... words) throws Exception {
        var builder = new ProcessBuilder(Host.concat(List.of(Host.root().resolve("lamplighter").toString(), "boots"), List.of(words))).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LAMPLIGHTER_NO_BUILD", "1", "LAMPLIGHTER_ADMIN_SOCKET", folder.resolve("admin.sock").toString()));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private void profile(String name, String more) throws IOException {
        write("data/profiles/" + name + ".json", "{\"id\":\"" + name + "\"," + more + "\"boot\":{\"kernel\":\"/assets/vmlinuz\",\"initrd\":[\"/assets/initrd\"]}}");
    }

    private void group(int number, String profile) throws IOException {
        write("data/groups/g%d.json".formatted(number),
                "{\"id\":\"g%d\",\"profile\":\"%s\",\"selector\":{\"mac\":\"02:99:02:00:00:%02x\"}}".formatted(number, profile, number));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Server start(TwoHosts hosts) throws Exception {
        return start(hosts, "full");
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
                """.formatted(folder, mode.equals("full") ? POOL : mode));
        return Server.start(hosts.onServer(), List.of("--config", folder.resolve("lamplighter.yaml").toString()));
    }
}
