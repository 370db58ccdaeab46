package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.rpc.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose catalog, machines and leases are changed by every way there is, and whose configs are read: each is one record, with who it was. */
class AuditTest {

    static final String NODE = "02:99:0a:00:00:01";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Host.needsRoot();
        Host.needs("ip", "curl");
        for (String each : List.of("data/groups", "data/profiles", "data/ignition", "data/machines", "assets", "state", "tftp", "client")) {
            Files.createDirectories(folder.resolve(each));
        }
        write("tftp/loader.efi", "loader ".repeat(100));
        write("data/ignition/good.ign", "{\"ignition\":{\"version\":\"3.3.0\"}}");
        write("data/profiles/good.json", "{\"id\":\"good\",\"ignition_id\":\"good.ign\",\"boot\":{\"kernel\":\"/assets/vmlinuz\"}}");
        write("data/groups/all.json", "{\"id\":\"all\",\"profile\":\"good\"}");
        write("data/machines/node1.yaml", "mac: " + NODE + "\nhostname: node1\n");
    }

    @Test
    void each_change_and_each_read_is_one_record_with_who_it_was() throws Exception {
        try (var hosts = new TwoHosts()) {
            try (var server = start(hosts)) {
                // Somebody edits a file.
                String before = sha256("data/groups/all.json");
                write("data/groups/all.json", "{\"id\":\"all\",\"profile\":\"good\",\"metadata\":{\"password\":\"hunter2\"}}");
                String edited = record("\"way\":\"disk\"", "groups/all.json");
                assertThat(edited).contains("\"who\":\"somebody on disk\",\"owner\":\"root\",\"uid\":0", "\"before.sha256\":\"" + before, "\"after.sha256\":\"" + sha256("data/groups/all.json"),
                        "\"changes\":[\"metadata.password: added\"]");
                write("data/ignition/good.ign", "{\"ignition\":{\"version\":\"3.4.0\"}}");
                assertThat(record("\"way\":\"disk\"", "ignition/good.ign")).contains("\"deed\":\"changed\"", "\"after.sha256\":\"" + sha256("data/ignition/good.ign"));

                // Terraform puts a group.
                write("node1.json", "{\"id\":\"node1\",\"profile\":\"good\",\"selector\":{\"mac\":\"" + NODE + "\"}}");
                on(hosts, "put", "group", "-f", folder.resolve("node1.json").toString(), "--endpoints", "127.0.0.1:8081", "--ca-file", client("ca.crt"), "--cert-file", client("client.crt"),
                        "--key-file", client("client.key"));
                assertThat(record("\"way\":\"grpc\"", "groups/node1.json")).contains("\"who\":\"CN=terraform\",\"from\":\"127.0.0.1:", "\"deed\":\"created\"",
                        "\"after.sha256\":\"" + sha256("data/groups/node1.json"), "profile: none -> \\\"good\\\"");

                // A machine boots and reads its config.
                WireMachine.on(hosts, List.of("mac=" + NODE, "firmware", "tftp=loader.efi", "get=/ipxe?mac=@", "get=/ignition?mac=@"));
                assertThat(record("\"kind\":\"read\"", "ignition")).contains("\"machine\":\"node1\"", "\"mac\":\"" + NODE, "\"group\":\"node1\",\"profile\":\"good\",\"proof\":\"open\"", "\"status\":200",
                        "\"sha256\":\"");

                // An operator sends it to its disk, edits it, and ends its lease.
                on(hosts, "machines", "boot", "node1", "disk", "--config", config());
                assertThat(record("\"way\":\"command\"", "intents/node1")).contains("\"who\":\"root\"", "\"before\":\"netboot\",\"after\":\"disk\"", "\"uid\":0");
                on(hosts, "machines", "edit", "node1", "--label", "rack=r7", "--config", config());
                assertThat(record("\"way\":\"command\"", "machines/node1.yaml")).contains("\"method\":\"machines edit\"", "\"after.sha256\":\"" + sha256("data/machines/node1.yaml"),
                        "labels.rack: none -> \\\"r7\\\"");
                on(hosts, "leases", "release", NODE, "--config", config());
                assertThat(record("\"way\":\"socket\"", "leases/eth0/")).contains("\"who\":\"root\",\"uid\":0", "\"method\":\"leases release\"", NODE);

                // What came last proves that nothing came twice before it.
                write("data/groups/last.json", "{\"id\":\"last\",\"profile\":\"good\",\"selector\":{\"a\":\"b\"}}");
                record("\"way\":\"disk\"", "groups/last.json");
                for (String object : List.of("groups/all.json", "groups/node1.json", "machines/node1.yaml", "intents/node1", "ignition/good.ign", "groups/last.json")) {
                    assertThat(records().lines().filter(line -> line.contains("\"object\":\"" + object + "\""))).as(object).hasSize(1);
                }
                assertThat(server.printed()).doesNotContain(" ERROR ");
            }
            assertThat(records()).doesNotContain("hunter2").matches("[ -~\n]*");
            assertThat(records().lines().findFirst()).get().asString().contains("\"method\":\"run\",\"object\":\"settings\",\"deed\":\"created\"");
            assertThat(Files.getPosixFilePermissions(folder.resolve("state/audit.jsonl"))).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
            assertThat(on(hosts, "audit", "--machine", "node1", "--config", config())).contains("read    ignition of node1", "changed machines/node1.yaml by machines edit");
        }
    }

    private Server start(TwoHosts hosts) throws Exception {
        Certificates authority = Certificates.authority("CN=lab");
        authority.server().write(folder, "server");
        authority.client("CN=terraform").write(folder.resolve("client"), "client");
        Certificates.bundle(folder.resolve("client/ca.crt"), authority);
        write("lamplighter.yaml", """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - pool: 10.99.1.1-10.99.1.200
                dhcp: { force: true, conflict-check: false }
                http: { address: "10.99.0.1:8080" }
                rpc: { address: "127.0.0.1:8081", cert: %1$s/server.crt, key: %1$s/server.key, ca: %1$s/client/ca.crt }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp }
                admin: { socket: "" }
                audit: { journal: off }
                """.formatted(folder));
        return Server.start(hosts.onServer(), List.of("--config", config()));
    }

    private String config() {
        return folder.resolve("lamplighter.yaml").toString();
    }

    private String client(String file) {
        return folder.resolve("client").resolve(file).toString();
    }

    private static String on(TwoHosts hosts, String... command) throws IOException, InterruptedException {
        return Host.run(Host.concat(Host.concat(hosts.onServer(), List.of("env", "LAMPLIGHTER_NO_BUILD=1", Host.root().resolve("lamplighter").toString())), List.of(command))
                .toArray(String[]::new));
    }

    private String records() throws IOException {
        return Files.readString(folder.resolve("state/audit.jsonl"));
    }

    /** The record that holds both texts, within half a minute. */
    private String record(String way, String what) throws Exception {
        for (int round = 0; round < 300; round++) {
            var found = records().lines().filter(line -> line.contains(way) && line.contains("\"" + what)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no record of " + what + " by " + way + " in\n" + records());
    }

    private String sha256(String file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(file))));
    }

    /** Whole at once, so that it is one change. */
    private void write(String file, String text) throws IOException {
        Files.move(Files.writeString(folder.resolve("beside"), text), folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
}
