package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.boot.machine.BootDone;
import dev.lamplighter.boot.machine.BootIntents;
import dev.lamplighter.boot.reads.ReadGuard;
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
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import dev.lamplighter.store.catalog.TemplateKind;
import dev.lamplighter.store.state.Intent;
import dev.lamplighter.store.state.MachineState;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a machine that was declared gets, from its first boot to the one from its disk. */
class DeclaredMachinesTest {

    static final Mac MAC = Mac.of("52:54:00:a1:9c:01");
    static final String WHO = "mac=52-54-00-a1-9c-01";
    static final String NODE = "192.0.2.9";
    static final String DESK = "192.0.2.77";
    static final FileSource ASSETS = name -> new Located.Inside(name, Bytes.utf8(name));

    final EventHub events = new EventHub("test", Clock.systemUTC());
    final MachineState state = MachineState.inMemory(events);
    final BootIntents intents = new BootIntents(state, Clock.systemUTC(), events);
    final MemoryCatalogStore store = new MemoryCatalogStore();
    final Map<Ip4, Mac> leases = new HashMap<>();
    final Answers answers = new Answers(store, ASSETS, Optional.of(ASSETS), AnswerSettings.defaults(), ScriptSettings.defaults(), intents,
            new BootDone(intents, address -> Optional.ofNullable(leases.get(address))), ReadGuard.open());

    private Machine node(BootIntent boot, Map<String, String> labels) {
        var node = new Machine("node1", Set.of(MAC), Optional.empty(), Optional.of("S1"), Optional.of("node1"), List.of(), new Labels(labels), boot,
                Optional.empty(), Optional.empty());
        store.put(List.of(node));
        return node;
    }

    private void boots(String ignitionId, NetBoot boot) {
        store.put("all.json", new Group("all", "", "p", Map.of(), Map.of()));
        store.put("p", new Profile("p", "", ignitionId, "", "", Optional.of(boot)));
        store.put(TemplateKind.IGNITION, "node.ign", "{\"ignition\":{\"version\":\"3.4.0\"}}");
    }

    private Outcome<Body> ask(Resource what, String query, String from) {
        var arrival = new Arrival(Questions.ARRIVAL.via(), new InetSocketAddress(from, 40_000), new InetSocketAddress("192.0.2.2", 8080), Optional.empty(),
                Instant.EPOCH);
        return Questions.settled(answers.answer(new Ask(what, QueryLabels.parse(query), query), arrival));
    }

    private String text(Resource what, String query, String from) {
        var outcome = ask(what, query, from);
        assertThat(outcome).isInstanceOf(Outcome.Reply.class);
        return ((Body.Text) ((Outcome.Reply<Body>) outcome).message()).bytes().text();
    }

    private String text(Resource what) {
        return text(what, WHO, NODE);
    }

    private String refusal(Resource what, String query, String from) {
        return ((Outcome.Ignored<Body>) ask(what, query, from)).reason().code();
    }

    @Test
    void declared_labels_select_the_group_and_win_over_what_the_machine_says() {
        node(BootIntent.NETBOOT, Map.of("role", "worker"));
        store.put("workers.json", new Group("workers", "", "w", Map.of("role", "worker"), Map.of()));
        store.put("masters.json", new Group("masters", "", "m", Map.of("role", "master"), Map.of()));
        store.put("named.json", new Group("named", "", "n", Map.of("hostname", "node1", "serial", "S1", "x", "y"), Map.of()));
        for (String profile : List.of("w", "m", "n")) {
            store.put(profile, new Profile(profile, "", "", "", "", Optional.of(new NetBoot("/" + profile, List.of(), List.of()))));
        }
        assertThat(text(Resource.Document.IPXE)).contains("kernel /w");
        assertThat(text(Resource.Document.IPXE, WHO + "&role=master", NODE)).contains("kernel /w");
        assertThat(text(Resource.Document.IPXE, "serial=S1", NODE)).contains("kernel /w");
        assertThat(text(Resource.Document.IPXE, WHO + "&x=y&hostname=", NODE)).contains("kernel /n");
        assertThat(text(Resource.Document.IPXE, "mac=52-54-00-a1-9c-99&role=master", NODE)).contains("kernel /m");
    }

    @Test
    void nobody_is_a_machine_because_of_where_it_asks_from() {
        var node = new Machine("node1", Set.of(MAC), Optional.empty(), Optional.empty(), List.of(Ip4.of(NODE)), Labels.of("role", "worker"));
        store.put(List.of(node));
        store.put("workers.json", new Group("workers", "", "w", Map.of("role", "worker"), Map.of()));
        assertThat(refusal(Resource.Document.IPXE, "", NODE)).isEqualTo("no-group");
    }

    @Test
    void templates_see_the_machine_below_request_and_matchbox_keys_stay_as_they_were() {
        node(BootIntent.NETBOOT, Map.of("role", "worker"));
        store.put("all.json", new Group("all", "", "p", Map.of(), Map.of("machine", "mine")));
        store.put("p", new Profile("p", "", "", "", "g", Optional.empty()));
        store.put(TemplateKind.GENERIC, "g", "{{.machine}} {{.request.machine.name}} {{.request.machine.hostname}} {{.request.machine.labels.role}} {{.request.raw_query}}"
                + " {{index .request.machine.macs 0}} {{.request.machine.token}}");
        assertThat(text(Resource.Document.GENERIC)).isEqualTo("mine node1 node1 worker " + WHO + " 52:54:00:a1:9c:01 " + state.token("node1"));
        assertThat(text(Resource.Document.METADATA)).doesNotContain("node1").doesNotContain(state.token("node1"));
    }

    @Test
    void a_machine_that_netboots_once_is_sent_to_its_disk_after_its_config() {
        var node = node(BootIntent.NETBOOT_ONCE, Map.of());
        boots("node.ign", new NetBoot("/assets/k", List.of(), List.of()));
        assertThat(text(Resource.Document.IPXE)).contains("kernel /assets/k");
        text(new Resource.Asset("k"), "", NODE);
        assertThat(text(Resource.Document.IPXE)).contains("kernel /assets/k");
        text(Resource.Document.IGNITION);
        assertThat(intents.current(node)).isEqualTo(BootIntent.DISK);
        assertThat(text(Resource.Document.IPXE)).isEqualTo("#!ipxe\niseq ${platform} efi && exit 1 ||\nsanboot --no-describe --drive 0x80\n");
        assertThat(text(Resource.Document.GRUB)).contains("chainloader +1");
        assertThat(text(Resource.Document.IGNITION)).contains("3.4.0");
    }

    @Test
    void who_only_looks_at_a_config_moves_no_machine() {
        var node = node(BootIntent.NETBOOT_ONCE, Map.of());
        boots("node.ign", new NetBoot("/assets/k", List.of(), List.of()));
        text(Resource.Document.IGNITION, WHO, DESK);
        assertThat(intents.current(node)).isEqualTo(BootIntent.NETBOOT_ONCE);
        text(Resource.Document.IPXE, WHO, "127.0.0.1");
        text(Resource.Document.IGNITION, WHO, "127.0.0.1");
        text(Resource.Document.IGNITION, WHO, "192.0.2.2");
        assertThat(intents.current(node)).isEqualTo(BootIntent.NETBOOT_ONCE);
    }

    @Test
    void without_a_config_the_last_file_of_the_script_ends_it() {
        var node = node(BootIntent.NETBOOT_ONCE, Map.of());
        boots("", new NetBoot("/assets/k", List.of("--name main http://192.0.2.2:8080/assets/i?x"), List.of()));
        text(Resource.Document.IPXE);
        text(new Resource.Asset("k"), "", NODE);
        text(new Resource.Asset("i"), "", DESK);
        assertThat(intents.current(node)).isEqualTo(BootIntent.NETBOOT_ONCE);
        text(new Resource.Asset("i"), "", NODE);
        assertThat(intents.current(node)).isEqualTo(BootIntent.DISK);
    }

    @Test
    void without_a_config_and_with_files_from_elsewhere_the_script_ends_it() {
        var node = node(BootIntent.NETBOOT_ONCE, Map.of());
        boots("", new NetBoot("https://mirror.example.com/k", List.of(), List.of()));
        text(Resource.Document.IPXE);
        assertThat(intents.current(node)).isEqualTo(BootIntent.DISK);
    }

    @Test
    void what_was_set_counts_until_the_file_says_something_else() {
        var node = node(BootIntent.DISK, Map.of());
        state.put(new Intent("node1", Set.of(), BootIntent.DISK, BootIntent.NETBOOT, Instant.EPOCH, "was set by a command"));
        assertThat(intents.current(node)).isEqualTo(BootIntent.NETBOOT);
        try (var _ = intents.follow(store)) {
            assertThat(intents.current(node(BootIntent.NETBOOT_ONCE, Map.of()))).isEqualTo(BootIntent.NETBOOT_ONCE);
            assertThat(intents.current(node(BootIntent.DISK, Map.of()))).isEqualTo(BootIntent.DISK);
        }
    }

    @Test
    void a_machine_that_is_installed_says_so_with_its_token() {
        var node = node(BootIntent.NETBOOT, Map.of());
        String token = state.token("node1");
        assertThat(refusal(new Resource.BootDone(), "token=wrong", DESK)).isEqualTo("boot-done-unknown");
        assertThat(text(new Resource.BootDone(), "token=" + token, DESK)).isEqualTo("node1 boots from its disk\n");
        assertThat(intents.current(node)).isEqualTo(BootIntent.DISK);
    }

    @Test
    void who_tells_it_again_as_the_answer_was_lost_is_answered_again_and_moves_nothing() {
        var node = node(BootIntent.NETBOOT, Map.of());
        String token = state.token("node1");
        text(new Resource.BootDone(), "token=" + token, DESK);
        assertThat(text(new Resource.BootDone(), "token=" + token, DESK)).isEqualTo("node1 boots from its disk\n");
        assertThat(refusal(new Resource.BootDone(), "token=" + token, "192.0.2.50")).as("who only overheard it").isEqualTo("boot-done-unknown");
        state.put(Intent.of(node, BootIntent.NETBOOT, Instant.EPOCH, "was set by a command"));
        assertThat(refusal(new Resource.BootDone(), "token=" + token, DESK)).isEqualTo("boot-done-unknown");
        assertThat(intents.current(node)).isEqualTo(BootIntent.NETBOOT);
    }

    @Test
    void another_machine_under_the_same_name_does_not_inherit_what_was_set() {
        var before = node(BootIntent.NETBOOT, Map.of());
        intents.toDisk(before, "has told that it is installed", Questions.ARRIVAL);
        var after = new Machine("node1", Set.of(Mac.of("52:54:00:a1:9c:77")), Optional.empty(), Optional.empty(), List.of(), Labels.NONE);
        assertThat(intents.current(after)).isEqualTo(BootIntent.NETBOOT);
        var withSecondInterface = new Machine("node1", Set.of(MAC, Mac.of("52:54:00:a1:9c:78")), Optional.empty(), Optional.empty(), List.of(), Labels.NONE);
        assertThat(intents.current(withSecondInterface)).isEqualTo(BootIntent.DISK);
    }

    @Test
    void or_from_the_address_that_holds_its_lease_and_from_no_other() {
        var node = node(BootIntent.NETBOOT, Map.of());
        leases.put(Ip4.of(NODE), MAC);
        leases.put(Ip4.of(DESK), Mac.of("52:54:00:a1:9c:77"));
        assertThat(refusal(new Resource.BootDone(), WHO, "192.0.2.50")).isEqualTo("boot-done-unproven");
        assertThat(refusal(new Resource.BootDone(), WHO, DESK)).isEqualTo("boot-done-unproven");
        assertThat(refusal(new Resource.BootDone(), "", DESK)).isEqualTo("boot-done-unknown");
        assertThat(intents.current(node)).isEqualTo(BootIntent.NETBOOT);
        assertThat(text(new Resource.BootDone(), "", NODE)).isEqualTo("node1 boots from its disk\n");
        assertThat(intents.current(node)).isEqualTo(BootIntent.DISK);
    }
}
