package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.appliance.settings.Flags;
import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.Settings;
import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.reads.BootsSeen;
import dev.lamplighter.boot.reads.ReadTokens;
import dev.lamplighter.boot.reads.TokenGuard;
import dev.lamplighter.cli.inspect.Collected;
import dev.lamplighter.console.service.Explainer.Misasked;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.net.Interfaces.Assigned;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.StateLimits;
import dev.lamplighter.walk.Fact;
import dev.lamplighter.walk.Stage;
import dev.lamplighter.walk.StageReport;
import dev.lamplighter.walk.WalkReport;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine would be given, asked of a server that does not notice. */
class RehearsalTest {

    static final Mac STRANGER = Mac.of("52:54:00:00:00:01");
    static final Mac NODE = Mac.of("52:54:00:a1:9c:ae");
    static final UUID UUID_OF_NODE = UUID.fromString("16e7d8a7-bfa9-428b-9117-363341bb330b");
    static final String FULL = "full\n    subnets: [{ subnet: 192.0.2.0/24, pool: 192.0.2.10-192.0.2.19 }, { subnet: 198.51.100.0/24, pool: 198.51.100.10-198.51.100.19 }]";

    @TempDir
    Path folder;

    final List<BootEvent> events = new ArrayList<>();

    @BeforeEach
    void data() throws Exception {
        for (String each : List.of("groups", "profiles", "ignition", "machines", "assets", "tftp", "state")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.writeString(folder.resolve("groups/all.json"), "{\"id\":\"all\",\"profile\":\"worker\"}");
        Files.writeString(folder.resolve("groups/node.json"), "{\"id\":\"node\",\"profile\":\"worker\",\"selector\":{\"mac\":\"" + NODE + "\"}}");
        Files.writeString(folder.resolve("groups/rack.json"), "{\"id\":\"rack\",\"profile\":\"worker\",\"selector\":{\"mac\":\"" + NODE + "\",\"serial\":\"R1\"}}");
        Files.writeString(folder.resolve("profiles/worker.json"), """
                {"id":"worker","ignition_id":"worker.ign","boot":{"kernel":"/assets/vmlinuz","initrd":["/assets/initrd"],
                 "args":["ignition.config.url=http://192.0.2.2:8080/ignition?mac=${mac:hexhyp}&token=${token}"]}}""");
        Files.writeString(folder.resolve("ignition/worker.ign"), "{\"ignition\":{\"version\":\"3.3.0\"}}");
        Files.writeString(folder.resolve("machines/node.yaml"), "mac: \"" + NODE + "\"\nuuid: " + UUID_OF_NODE + "\naddress: 192.0.2.50\nboot: netboot-once\n");
        Files.write(folder.resolve("assets/vmlinuz"), new byte[100_000]);
        Files.write(folder.resolve("assets/initrd"), new byte[1000]);
    }

    @Test
    void every_stage_is_answered_as_the_doors_would_and_with_its_reason() throws Exception {
        try (var server = new Server(FULL, "open")) {
            WalkReport report = server.walk("uefi-x64", NODE);
            assertThat(report.boots()).as(report.toText(true)).isTrue();
            assertThat(report.who().uuid()).isEqualTo(UUID_OF_NODE);
            StageReport offer = stage(report, Stage.FIRMWARE_DHCP);
            assertThat(offer.facts()).containsEntry(Fact.ADDRESS, "192.0.2.50").containsEntry(Fact.BOOT_FILE, "ipxe.efi").containsEntry(Fact.NEXT_SERVER, "192.0.2.2");
            assertThat(offer.notes()).anyMatch(note -> note.contains("192.0.2.50 is declared for the machine node"));
            assertThat(Integer.parseInt(stage(report, Stage.BOOT_FILE).fact(Fact.LENGTH).orElseThrow())).isGreaterThan(100_000);
            assertThat(stage(report, Stage.IPXE_DHCP).fact(Fact.BOOT_FILE)).contains("http://192.0.2.2:8080/boot.ipxe");
            assertThat(report.stages().stream().filter(each -> each.stage() == Stage.SCRIPT).toList().getLast().notes()).as(report.toText(true))
                    .anyMatch(note -> note.startsWith("group groups/node.json")).anyMatch(note -> note.contains("groups/rack.json: wants serial=R1"));
            assertThat(stage(report, Stage.KERNEL).fact(Fact.LENGTH)).contains("100000");
            assertThat(stage(report, Stage.CONFIG).fact(Fact.TEXT).orElseThrow()).contains("\"version\":\"3.");
            assertThat(stage(report, Stage.SYSTEM_DHCP).notes()).noneMatch(note -> note.startsWith("why that boot file"));
        }
    }

    @Test
    void nothing_is_left_of_a_boot_that_did_not_happen() throws Exception {
        try (var server = new Server(FULL, "token")) {
            var told = new ArrayList<Lease>();
            try (var _ = server.leases.watch(told::add)) {
                for (String arch : List.of("bios", "uefi-x64", "uefi-arm64", "http", "ipxe")) {
                    server.walk(arch, STRANGER);
                    server.walk(arch, NODE);
                }
            }
            assertThat(told).isEmpty();
            assertThat(server.decisions.segments()).allSatisfy(segment -> assertThat(server.leases.all(segment.id())).isEmpty());
            assertThat(server.state.intents()).as("netboot-once is not used up").isEmpty();
            assertThat(server.state.seen()).isEmpty();
            assertThat(server.state.knownToken("node")).isEmpty();
            assertThat(events).isEmpty();

            var again = server.walk("uefi-x64", STRANGER);
            assertThat(again.boots()).as(again.toText(true)).isTrue();
            assertThat(stage(again, Stage.FIRMWARE_DHCP).fact(Fact.ADDRESS)).as("the pool has not moved on").contains("192.0.2.10");
            assertThat(server.offered(STRANGER)).as("in earnest").isEqualTo(Ip4.of("192.0.2.10"));
            assertThat(stage(server.walk("bios", Mac.of("52:54:00:00:00:02")), Stage.FIRMWARE_DHCP).fact(Fact.ADDRESS)).as("the next stranger").contains("192.0.2.11");
        }
    }

    @Test
    void a_token_that_is_shown_opens_nothing() throws Exception {
        try (var server = new Server(FULL, "token")) {
            WalkReport report = server.walk("uefi-x64", NODE);
            assertThat(stage(report, Stage.CONFIG).trouble()).as(report.toText(true)).isEmpty();
            String token = stage(report, Stage.KERNEL).fact(Fact.ARGS).orElseThrow().replaceFirst(".*token=([^ ]*).*", "$1");
            assertThat(token).hasSize(32);
            assertThat(server.read("mac=" + NODE + "&token=" + token)).isInstanceOf(Outcome.Ignored.class);
        }
    }

    @Test
    void a_proxy_adds_where_to_boot_from_and_the_address_is_anothers() throws Exception {
        for (String reads : List.of("open", "token")) {
            try (var server = new Server("proxy", reads)) {
                for (String arch : List.of("bios", "uefi-x64", "http", "ipxe")) {
                    WalkReport report = server.walk(arch, NODE);
                    assertThat(report.boots()).as(report.toText(true)).isTrue();
                    assertThat(report.stages()).allSatisfy(each -> assertThat(each.fact(Fact.ADDRESS)).isEmpty());
                }
            }
        }
    }

    @Test
    void behind_a_relay_the_address_is_of_its_network_and_an_unknown_relay_gets_no_answer() throws Exception {
        try (var server = new Server(FULL, "lease")) {
            WalkReport report = server.explained().walk(Map.of("arch", "bios", "mac", STRANGER.toString(), "via", "198.51.100.1"));
            assertThat(report.boots()).as(report.toText(true)).isTrue();
            assertThat(stage(report, Stage.FIRMWARE_DHCP).fact(Fact.ADDRESS)).contains("198.51.100.10");

            WalkReport lost = server.explained().walk(Map.of("arch", "bios", "mac", STRANGER.toString(), "via", "203.0.113.1"));
            assertThat(lost.boots()).isFalse();
            assertThat(stage(lost, Stage.FIRMWARE_DHCP).notes()).anyMatch(note -> note.contains("203.0.113.1"));
        }
    }

    @Test
    void what_a_machine_says_of_itself_beside_what_ipxe_does_counts() throws Exception {
        try (var server = new Server(FULL, "open")) {
            WalkReport report = server.explained().walk(Map.of("arch", "ipxe", "mac", NODE.toString(), "labels", "serial=R1"));
            assertThat(report.toText(true)).contains("group groups/rack.json");
        }
    }

    @Test
    void a_wrong_question_is_told_how_to_be_put() throws Exception {
        try (var server = new Server(FULL, "open")) {
            wrong(server, Map.of("mac", NODE.toString()), "arch is one of bios, uefi-x64, uefi-arm64, http, ipxe");
            wrong(server, Map.of("arch", "bios", "mac", "nonsense"), "mac is a hardware address such as");
            wrong(server, Map.of("arch", "bios", "mac", NODE.toString(), "uuid", "1"), "uuid is such as");
            wrong(server, Map.of("arch", "bios", "mac", NODE.toString(), "via", "0.0.0.0"), "via is the address of a relay agent");
            wrong(server, Map.of("arch", "bios", "mac", NODE.toString(), "segment", "eth9"), "an interface that is served (eth1)");
            wrong(server, Map.of("arch", "bios", "mac", NODE.toString(), "colour", "red"), "there is no parameter colour");
            wrong(server, Map.of("arch", "bios", "mac", NODE.toString(), "labels", "x".repeat(5000)), "more than 4096 characters");
        }
    }

    private static void wrong(Server server, Map<String, String> asked, String says) {
        assertThatThrownBy(() -> server.explained().explain(asked)).isInstanceOf(Misasked.class).hasMessageContaining(says);
    }

    private static StageReport stage(WalkReport report, Stage stage) {
        return report.stages().stream().filter(each -> each.stage() == stage).findFirst().orElseThrow(() -> new AssertionError(report.toText(true)));
    }

    /** What a server has that serves eth1 at 192.0.2.2, but no doors. */
    private final class Server implements AutoCloseable {

        final LeaseStore leases;
        final MachineState state;
        final CatalogStore catalog;
        final Decisions decisions;

        Server(String dhcp, String reads) throws Exception {
            Path file = folder.resolve("lamplighter.yaml");
            Files.writeString(file, """
                    segments:
                      - interface: eth1
                        dhcp: %s
                    http: { reads: %s }
                    store: { path: %3$s }
                    assets: { path: %3$s/assets }
                    tftp: { root: %3$s/tftp }
                    state: { path: %3$s/state }
                    """.formatted(dhcp, reads, folder));
            Settings settings = Settings.of(Merged.of(Flags.read(List.of("--config", file.toString())), Map.of()));
            List<Segment> segments = new Segments(_ -> Optional.of(List.of(new Assigned(Ip4.of("192.0.2.2"), Subnet.of("192.0.2.0/24")))),
                    mode -> Booting.servesDns(settings, mode)).resolve(settings.segments());
            var heard = new Collected(events::add);
            leases = SqliteLeaseStore.open(folder.resolve("state/leases.sqlite"));
            state = MachineState.open(folder.resolve("state/machines.sqlite"), StateLimits.DEFAULT, heard);
            catalog = Decisions.catalog(settings, heard);
            var tokens = new TokenGuard(new ReadTokens(Bytes.of(new byte[32]), Clock.systemUTC()), new BootsSeen(), _ -> Optional.empty());
            decisions = new Decisions(settings, segments, catalog, new Decisions.Kept(Optional.of(leases), new BootIntents(state, Clock.systemUTC(), heard), tokens),
                    Clock.systemUTC());
        }

        Explained explained() {
            return new Explained(() -> Optional.of(decisions));
        }

        WalkReport walk(String arch, Mac mac) throws Misasked {
            return explained().walk(Map.of("arch", arch, "mac", mac.toString()));
        }

        /** What a station is offered by the real thing. */
        Ip4 offered(Mac mac) throws Exception {
            var asked = new DhcpPacket(DhcpPacket.Op.REQUEST, 1, 0, 7, 0, true, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, mac, "", "", List.of(new MessageType(Kind.DISCOVER)));
            var at = new InetSocketAddress("192.0.2.2", 67);
            return reply(decisions.dhcp(false).getFirst().onServerPort().answer(asked, new Arrival(decisions.segments().getFirst(), at, at, Optional.empty(), Instant.now())))
                    .yiaddr();
        }

        Outcome<Body> read(String query) throws Exception {
            var at = new InetSocketAddress("192.0.2.50", 40_000);
            Outcome<Body> outcome = decisions.answers().answer(new Ask(Resource.Document.IGNITION, QueryLabels.parse(query), query),
                    new Arrival(decisions.segments().getFirst(), at, at, Optional.empty(), Instant.now()));
            while (outcome instanceof Outcome.Later<Body> later) {
                outcome = later.work().call();
            }
            return outcome;
        }

        private static <A> A reply(Outcome<A> outcome) throws Exception {
            return switch (outcome) {
                case Outcome.Reply<A>(A answer, _) -> answer;
                case Outcome.Ignored<A>(var why) -> throw new AssertionError(why);
                case Outcome.Later<A> later -> reply(later.work().call());
            };
        }

        @Override
        public void close() throws StoreException {
            catalog.close();
            state.close();
            leases.close();
        }
    }
}
