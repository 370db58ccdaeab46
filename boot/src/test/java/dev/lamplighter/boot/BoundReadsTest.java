package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.assets.BootFiles;
import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.boot.machine.BootDone;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.reads.BootsSeen;
import dev.lamplighter.boot.reads.LeaseGuard;
import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.boot.reads.ReadTokens;
import dev.lamplighter.boot.reads.TokenGuard;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import dev.lamplighter.store.catalog.TemplateKind;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's configuration for that machine alone. */
class BoundReadsTest {

    static final Mac MAC = Mac.of("52:54:00:a1:9c:01");
    static final Mac OTHER = Mac.of("52:54:00:a1:9c:02");
    static final String WHO = "mac=52-54-00-a1-9c-01";
    static final String NODE = "192.0.2.9";
    static final String NEIGHBOUR = "192.0.2.10";
    static final UUID NUMBER = UUID.fromString("6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001");
    static final FileSource NO_FILES = name -> new Located.Absent(new Reason(BootFiles.MISSING, "none"));

    final EventHub events = new EventHub("test", Clock.systemUTC());
    final MemoryCatalogStore store = new MemoryCatalogStore();
    final Map<Ip4, Mac> leases = new HashMap<>();
    final BootsSeen seen = new BootsSeen();
    final Map<Mac, UUID> shown = new HashMap<>();

    @BeforeEach
    void catalog() {
        store.put("all.json", new Group("all", "", "p", Map.of(), Map.of()));
        store.put("p", new Profile("p", "", "node.ign", "node.yaml", "node.txt", Optional.of(new NetBoot("/k", List.of(), List.of("c=http://x/ignition?mac=${mac:hexhyp}&token=${token}")))));
        store.put(TemplateKind.IGNITION, "node.ign", "{\"ignition\":{\"version\":\"3.4.0\"}}");
        store.put(TemplateKind.CLOUD, "node.yaml", "#cloud-config\n");
        store.put(TemplateKind.GENERIC, "node.txt", "secret\n");
        store.put(List.of(new Machine("node1", Set.of(MAC), Optional.of(NUMBER), Optional.of("S1"), Optional.empty(), List.of(), Labels.NONE,
                BootIntent.NETBOOT, Optional.empty(), Optional.empty())));
        leases.put(Ip4.of(NODE), MAC);
        leases.put(Ip4.of(NEIGHBOUR), OTHER);
    }

    private String ask(ReadGuard reads, Resource what, String query, String from) {
        var answers = new Answers(store, NO_FILES, Optional.empty(), AnswerSettings.defaults(), ScriptSettings.defaults(), BootIntents.ofFiles(),
                BootDone.byTokens(BootIntents.ofFiles()), reads);
        return switch (Questions.settled(answers.answer(new Ask(what, QueryLabels.parse(query), query), arrival(from)))) {
            case Outcome.Reply<Body>(Body.Text text, _) -> text.bytes().text();
            case Outcome.Ignored<Body>(Reason reason) -> reason.code();
            case Outcome<Body> other -> throw new AssertionError(other);
        };
    }

    private static Arrival arrival(String from) {
        return new Arrival(Questions.ARRIVAL.via(), new InetSocketAddress(from, 40_000), new InetSocketAddress("192.0.2.2", 8080), Optional.empty(), Instant.EPOCH);
    }

    private ReadGuard byLease() {
        return new LeaseGuard(address -> Optional.ofNullable(leases.get(address)), mac -> Optional.ofNullable(shown.get(mac)));
    }

    private TokenGuard byToken(Instant now) {
        return new TokenGuard(new ReadTokens(Bytes.utf8("0123456789abcdef0123456789abcdef"), Clock.fixed(now, ZoneOffset.UTC)), seen, mac -> Optional.ofNullable(shown.get(mac)));
    }

    private BootEvent.Dhcp dhcp(Mac mac, Optional<Ip4> leased, Optional<Ip4> wanted) {
        return new BootEvent.Dhcp(events.stamp(), wire("0.0.0.0"), 7, mac, Optional.empty(), Optional.of(Arch.EFI_X64), false, "REQUEST", Optional.of("ACK"), leased, Optional.empty(),
                Optional.empty(), wanted, Optional.empty());
    }

    private BootEvent.Tftp tftp(String from) {
        return new BootEvent.Tftp(events.stamp(), wire(from), 1, "ipxe.efi", BootEvent.Tftp.Step.STARTED, 0, Duration.ZERO, Optional.empty());
    }

    private static Wire wire(String from) {
        return new Wire("eth1", new InetSocketAddress(from, 40_000), new InetSocketAddress("192.0.2.2", 67));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IGNITION", "CLOUD", "GENERIC", "METADATA"})
    void by_lease_a_machine_reads_its_own_and_nobody_else_does(String document) {
        var what = Resource.Document.valueOf(document);
        assertThat(ask(byLease(), what, WHO, NODE)).isNotBlank().doesNotStartWith("read-");
        assertThat(ask(byLease(), what, WHO, NEIGHBOUR)).isEqualTo("read-of-another");
        assertThat(ask(byLease(), what, WHO, "192.0.2.77")).isEqualTo("read-without-lease");
        assertThat(ask(ReadGuard.open(), what, WHO, "192.0.2.77")).isNotBlank().doesNotStartWith("read-");
    }

    @Test
    void a_declared_machine_is_not_read_by_its_uuid_or_serial_number_either() {
        assertThat(ask(byLease(), Resource.Document.GENERIC, "uuid=" + NUMBER, NODE)).isEqualTo("secret\n");
        assertThat(ask(byLease(), Resource.Document.GENERIC, "uuid=" + NUMBER, NEIGHBOUR)).isEqualTo("read-of-another");
        assertThat(ask(byLease(), Resource.Document.GENERIC, "serial=S1", NEIGHBOUR)).isEqualTo("read-of-another");
        assertThat(ask(byLease(), Resource.Document.GENERIC, "mac=" + OTHER + "&serial=S1", NEIGHBOUR)).isEqualTo("read-of-another");
        assertThat(ask(byLease(), Resource.Document.GENERIC, "mac=" + OTHER, NEIGHBOUR)).isEqualTo("secret\n");
    }

    @Test
    void what_nobody_declared_is_a_machines_own_where_it_showed_it_when_it_booted() {
        var undeclared = UUID.fromString("0f0f0f0f-1111-2222-3333-444455556666");
        String by = "mac=" + OTHER + "&uuid=" + undeclared;
        assertThat(ask(byLease(), Resource.Document.GENERIC, "uuid=" + undeclared, NEIGHBOUR)).isEqualTo("read-unproven");
        assertThat(ask(byLease(), Resource.Document.GENERIC, by, NEIGHBOUR)).isEqualTo("read-unproven");
        shown.put(MAC, undeclared);
        assertThat(ask(byLease(), Resource.Document.GENERIC, by, NEIGHBOUR)).isEqualTo("read-unproven");
        shown.put(OTHER, undeclared);
        assertThat(ask(byLease(), Resource.Document.GENERIC, by, NEIGHBOUR)).isEqualTo("secret\n");
        assertThat(ask(byLease(), Resource.Document.GENERIC, "mac=" + OTHER + "&serial=X9", NEIGHBOUR)).isEqualTo("read-unproven");
        assertThat(ask(byLease(), Resource.Document.GENERIC, "mac=" + OTHER + "&serial=&uuid=", NEIGHBOUR)).isEqualTo("secret\n");
    }

    @Test
    void a_token_reads_by_no_uuid_that_its_machine_did_not_show() {
        seen.accept(dhcp(MAC, Optional.of(Ip4.of(NODE)), Optional.empty()));
        String with = WHO + "&token=" + tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.IPXE, WHO, NODE)) + "&uuid=";
        var undeclared = UUID.fromString("0f0f0f0f-1111-2222-3333-444455556666");
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, with + undeclared, NODE)).isEqualTo("read-unproven");
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, with + NUMBER, NODE)).isEqualTo("secret\n");
    }

    @Test
    void nocloud_is_bound_and_scripts_are_not() {
        assertThat(ask(byLease(), Resource.Seed.USER_DATA, WHO, NEIGHBOUR)).isEqualTo("read-of-another");
        assertThat(ask(byLease(), Resource.Seed.META_DATA, WHO, NEIGHBOUR)).isEqualTo("read-of-another");
        assertThat(ask(byLease(), Resource.Seed.USER_DATA, WHO, NODE)).isEqualTo("secret\n");
        assertThat(ask(byLease(), Resource.Document.IPXE, WHO, NEIGHBOUR)).startsWith("#!ipxe").contains("token=${token}");
    }

    @Test
    void a_machine_that_was_seen_to_boot_is_given_a_token_that_reads_its_own_for_a_while() {
        seen.accept(dhcp(MAC, Optional.of(Ip4.of(NODE)), Optional.empty()));
        String token = tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.IPXE, WHO, NODE));
        assertThat(token).hasSize(32);
        String with = WHO + "&token=" + token;
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, with, "198.51.100.7")).as("the installed system may have another address").isEqualTo("secret\n");
        assertThat(ask(byToken(Instant.EPOCH.plus(ReadTokens.LIFETIME)), Resource.Document.GENERIC, with, NODE)).isEqualTo("secret\n");
        assertThat(ask(byToken(Instant.EPOCH.plus(ReadTokens.LIFETIME).plusSeconds(1)), Resource.Document.GENERIC, with, NODE)).isEqualTo("read-token-refused");
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, WHO, NODE)).isEqualTo("read-without-token");
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, "token=" + token, NODE)).isEqualTo("read-of-nobody");
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, "mac=" + OTHER + "&token=" + token, NODE)).isEqualTo("read-token-refused");
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, WHO + "&token=" + token.replace(token.charAt(30), token.charAt(30) == 'A' ? 'B' : 'A'), NODE))
                .isEqualTo("read-token-refused");
        assertThat(ask(byToken(Instant.EPOCH), Resource.Document.GENERIC, WHO + "&token=%20", NODE)).isEqualTo("read-token-refused");
    }

    @Test
    void nobody_else_is_given_one() {
        assertThat(tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.IPXE, WHO, NODE))).isEmpty();
        seen.accept(dhcp(MAC, Optional.of(Ip4.of(NODE)), Optional.empty()));
        seen.accept(tftp(NEIGHBOUR));
        assertThat(tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.IPXE, WHO, NEIGHBOUR))).as("it boots from elsewhere").isEmpty();
        assertThat(tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.IPXE, "mac=" + OTHER, NODE))).as("somebody else boots there").isEmpty();
        assertThat(tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.IPXE, "mac=" + OTHER, NEIGHBOUR))).as("who fetched by TFTP").isNotEmpty();
    }

    @Test
    void behind_a_proxy_the_address_is_what_the_machine_asks_another_server_for() {
        seen.accept(dhcp(MAC, Optional.empty(), Optional.of(Ip4.of(NODE))));
        assertThat(tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.IPXE, WHO, NODE))).isNotEmpty();
        assertThat(tokenIn(ask(byToken(Instant.EPOCH), Resource.Document.GRUB, WHO, NODE))).isNotEmpty();
    }

    @Test
    void a_menu_by_tftp_has_one_too() {
        seen.accept(tftp(NODE));
        assertThat(tokenIn(ask(byToken(Instant.EPOCH), new Resource.BootFile("grub/grub.cfg-01-" + MAC), "", NODE))).isNotEmpty();
        assertThat(tokenIn(ask(ReadGuard.open(), new Resource.BootFile("grub/grub.cfg-01-" + MAC), "", NODE))).isEmpty();
    }

    private static String tokenIn(String script) {
        var matcher = Pattern.compile("token=([A-Za-z0-9_-]*)").matcher(script);
        assertThat(matcher.find()).as(script).isTrue();
        return matcher.group(1);
    }
}
