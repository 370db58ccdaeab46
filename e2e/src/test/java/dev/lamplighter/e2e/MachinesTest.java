package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is said once, as another host of the segment meets it: by DHCP, DNS and HTTP. */
class MachinesTest {

    static final String SERVER = "10.99.0.1";
    static final String NODE = "52:54:00:a1:9c:01";
    static final String STRANGER = "52:54:00:a1:9c:77";
    static final String ASKING_AS_NODE = "?mac=52-54-00-a1-9c-01";
    static final List<String> BIOS = List.of("-V", "PXEClient:Arch:00000:UNDI:002001", "-x", "0x5d:0000");
    static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Host.needsRoot();
        Host.needs("ip", "dig", "curl", "udhcpc");
        for (String each : List.of("data/groups", "data/profiles", "data/generic", "data/machines", "assets", "state", "tftp")) {
            Files.createDirectories(folder.resolve(each));
        }
        write("lease", """
                #!/bin/sh
                [ "$1" != bound ] || echo "ip=$ip hostname=$hostname file=$boot_file"
                """);
        folder.resolve("lease").toFile().setExecutable(true);
        write("data/groups/rack7.json", "{\"id\":\"rack7\",\"profile\":\"install\",\"selector\":{\"rack\":\"r7\"},\"metadata\":{\"row\":\"north\"}}");
        write("data/profiles/install.json", "{\"id\":\"install\",\"generic_id\":\"done\",\"boot\":{\"kernel\":\"/assets/vmlinuz\"}}");
        write("data/generic/done", "{{.request.machine.name}} {{.request.machine.token}}");
    }

    @Test
    void what_is_said_once_gives_address_names_labels_and_the_place_to_boot_from() throws Exception {
        write("data/machines/node1.yaml", "mac: " + NODE + "\nhostname: node1\naddress: 10.99.0.10\nlabels: { rack: r7 }\n");
        String token;
        try (var hosts = new TwoHosts()) {
            try (var server = start(hosts, "10.99.1.1-10.99.1.9")) {
                assertThat(lease(hosts, NODE, BIOS)).containsEntry("ip", "10.99.0.10").containsEntry("hostname", "node1").containsEntry("file", "undionly.kpxe");
                assertThat(dig(hosts, "node1.lab.test")).isEqualTo("10.99.0.10");
                assertThat(dig(hosts, "-x", "10.99.0.10")).isEqualTo("node1.lab.test.");
                assertThat(get(hosts, "/metadata" + ASKING_AS_NODE)).contains("ROW=north").contains("RACK=r7");
                assertThat(get(hosts, "/ipxe" + ASKING_AS_NODE)).contains("kernel /assets/vmlinuz");
                String told = get(hosts, "/generic" + ASKING_AS_NODE);
                assertThat(told).startsWith("node1 ");
                token = told.substring("node1 ".length());

                assertThat(get(hosts, "/v1/boot-done?token=" + token)).isEqualTo("node1 boots from its disk\n");
                assertThat(get(hosts, "/ipxe" + ASKING_AS_NODE)).contains("sanboot --no-describe --drive 0x80").doesNotContain("kernel");
                assertThat(lease(hosts, NODE, BIOS)).containsEntry("ip", "10.99.0.10").containsEntry("file", "");
                assertThat(server.printed()).doesNotContain("ERROR ");
            }
            try (var server = start(hosts, "10.99.1.1-10.99.1.9")) {
                assertThat(get(hosts, "/ipxe" + ASKING_AS_NODE)).as("after a restart").contains("sanboot");
                assertThat(command("boot", "node1", "netboot")).contains("node1");
                until(() -> get(hosts, "/ipxe" + ASKING_AS_NODE).contains("kernel /assets/vmlinuz"));
                assertThat(lease(hosts, NODE, BIOS)).containsEntry("file", "undionly.kpxe");

                assertThat(get(hosts, "/v1/boot-done?token=" + token)).as("a token is worth something once").isEmpty();
                assertThat(get(hosts, "/v1/boot-done?mac=" + NODE)).as("from an address that is nobody's").isEmpty();
                on(hosts, "ip", "address", "add", "10.99.0.10/16", "dev", "eth0");
                assertThat(on(hosts, "curl", "-sS", "--interface", "10.99.0.10", "-X", "POST", "http://" + SERVER + ":8080/v1/boot-done"))
                        .isEqualTo("node1 boots from its disk\n");
                assertThat(get(hosts, "/ipxe" + ASKING_AS_NODE)).contains("sanboot");
                assertThat(server.printed()).doesNotContain("ERROR ");
            }
        }
    }

    @Test
    void strangers_never_get_a_declared_address_however_many_ask() throws Exception {
        write("data/machines/node1.yaml", "mac: " + NODE + "\naddress: 10.99.1.2\n");
        try (var hosts = new TwoHosts(); var server = start(hosts, "10.99.1.1-10.99.1.3")) {
            var given = new ArrayList<String>();
            for (int stranger = 0; stranger < 4; stranger++) {
                given.add(lease(hosts, "02:00:00:00:00:0" + stranger, List.of()).getOrDefault("ip", "none"));
            }
            assertThat(given).containsExactlyInAnyOrder("10.99.1.1", "10.99.1.3", "none", "none");
            assertThat(lease(hosts, NODE, List.of())).containsEntry("ip", "10.99.1.2");
            assertThat(server.printed()).doesNotContain("ERROR ");
        }
    }

    @Test
    void who_was_seen_is_adopted_and_is_a_machine_like_the_others_at_once() throws Exception {
        try (var hosts = new TwoHosts()) {
            try (var server = start(hosts, "10.99.1.1-10.99.1.9")) {
                assertThat(lease(hosts, STRANGER, BIOS).get("ip")).startsWith("10.99.1.");
                assertThat(server.printed()).doesNotContain("ERROR ");
            }
            assertThat(command("list")).contains(STRANGER);
            try (var server = start(hosts, "10.99.1.1-10.99.1.9")) {
                command("adopt", STRANGER, "node7", "--hostname", "node7", "--address", "10.99.0.17", "--label", "rack=r7");
                assertThat(lease(hosts, STRANGER, BIOS)).containsEntry("ip", "10.99.0.17").containsEntry("hostname", "node7");
                assertThat(get(hosts, "/metadata?mac=" + STRANGER)).contains("ROW=north");
                until(() -> dig(hosts, "node7.lab.test").equals("10.99.0.17"));
                command("edit", "node7", "--hostname", "seven");
                until(() -> dig(hosts, "-x", "10.99.0.17").equals("seven.lab.test."));
                assertThat(server.printed()).doesNotContain("ERROR ");
            }
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Server start(TwoHosts hosts, String pool) throws Exception {
        write("lamplighter.yaml", """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - { pool: %2$s, domain: lab.test }
                dhcp: { force: true }
                http: { address: "10.99.0.1:8080" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp }
                """.formatted(folder, pool));
        return Server.start(hosts.onServer(), List.of("--config", config()));
    }

    private String config() {
        return folder.resolve("lamplighter.yaml").toString();
    }

    /** {@code lamplighter machines}, beside the server. */
    private String command(String... words) throws Exception {
        var all = new ArrayList<>(List.of("env", "LAMPLIGHTER_NO_BUILD=1", Host.root().resolve("lamplighter").toString(), "machines"));
        all.addAll(List.of(words));
        all.addAll(List.of("--config", config()));
        return Host.run(all.toArray(String[]::new));
    }

    /** What DHCP tells a station; empty where it is told nothing. */
    private Map<String, String> lease(TwoHosts hosts, String mac, List<String> more) throws Exception {
        on(hosts, "ip", "link", "set", "dev", "eth0", "address", mac);
        Host.run(Host.concat(hosts.onServer(), List.of("ip", "neigh", "flush", "dev", "eth0")).toArray(String[]::new));
        var words = new ArrayList<>(List.of("sh", "-c", "udhcpc \"$@\" 2>&1 || true", "udhcpc", "-f", "-q", "-n", "-t", "3", "-T", "2", "-i", "eth0", "-O", "hostname",
                "-s", folder.resolve("lease").toString()));
        words.addAll(more);
        var told = new HashMap<String, String>();
        on(hosts, words.toArray(String[]::new)).lines().filter(line -> line.startsWith("ip=")).forEach(line -> {
            for (String each : line.split(" ", -1)) {
                told.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
            }
        });
        return told;
    }

    private static String dig(TwoHosts hosts, String... question) throws Exception {
        return on(hosts, Host.concat(List.of("dig", "@" + SERVER, "+short"), List.of(question)).toArray(String[]::new)).strip();
    }

    private static String get(TwoHosts hosts, String path) throws Exception {
        return on(hosts, "sh", "-c", "curl -sSf \"$1\" 2>/dev/null || true", "get", "http://" + SERVER + ":8080" + path);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("still not so after " + LONG).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static String on(TwoHosts hosts, String... command) throws Exception {
        return Host.run(Host.concat(hosts.onClient(), List.of(command)).toArray(String[]::new));
    }
}
