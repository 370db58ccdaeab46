package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.model.Reason;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import dev.lamplighter.store.catalog.TemplateKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {

    static final FileSource BOOT_FILES = name -> name.equals("ipxe.efi")
            ? new Located.Inside(name, Bytes.utf8("MZ")) : new Located.Absent(new Reason("no-boot-file", "there is no " + name));
    static final FileSource ASSETS = name -> new Located.OnDisk(Path.of("assets", name));

    final MemoryCatalogStore store = new MemoryCatalogStore();

    private Answers answers() {
        return new Answers(store, BOOT_FILES, Optional.of(ASSETS), AnswerSettings.defaults());
    }

    private Outcome<Body> ask(Answers answers, Resource what, String query) {
        return Questions.settled(answers.answer(new Ask(what, QueryLabels.parse(query), query), Questions.ARRIVAL));
    }

    private String text(Resource what, String query) {
        var outcome = ask(answers(), what, query);
        assertThat(outcome).isInstanceOf(Outcome.Reply.class);
        return ((Body.Text) ((Outcome.Reply<Body>) outcome).message()).bytes().text();
    }

    private Reason silence(Resource what, String query) {
        var outcome = ask(answers(), what, query);
        assertThat(outcome).isInstanceOf(Outcome.Ignored.class);
        return ((Outcome.Ignored<Body>) outcome).reason();
    }

    private void group(String name, String profile, Map<String, String> selector, Map<String, Object> metadata) {
        store.put(name + ".json", new Group(name, "", profile, selector, metadata));
    }

    private void profile(String name, String ignitionId, String genericId, NetBoot... boot) {
        store.put(name, new Profile(name, "", ignitionId, "", genericId, List.of(boot).stream().findFirst()));
    }

    @Test
    void the_first_script_sends_ipxe_back_with_its_labels() {
        assertThat(text(new Resource.BootScript(), "")).isEqualTo("#!ipxe\nchain ipxe?uuid=${uuid}&mac=${mac:hexhyp}&domain=${domain}"
                + "&hostname=${hostname}&serial=${serial}&arch=${buildarch:uristring}\n");
    }

    @Test
    void a_machine_gets_the_scripts_of_the_profile_of_its_group() {
        group("node1", "etcd", Map.of("mac", "52:54:00:00:00:01"), Map.of());
        profile("etcd", "", "", new NetBoot("/assets/k", List.of("/i1", "--name b /i2"), List.of("a", "b=\"c d\"", "${mac}")));
        assertThat(text(Resource.Document.IPXE, "mac=52-54-00-00-00-01"))
                .isEqualTo("#!ipxe\nkernel /assets/k a b=\"c d\" ${mac}\ninitrd /i1\ninitrd --name b /i2\nboot\n");
        assertThat(text(Resource.Document.GRUB, "mac=52-54-00-00-00-01")).isEqualTo("""
                default=0
                fallback=1
                timeout=1
                menuentry "CoreOS (EFI)" {
                echo "Loading kernel"
                linuxefi "/assets/k" a b="c d" ${mac}
                echo "Loading initrd"
                initrdefi  "/i1" "--name b /i2"
                }
                menuentry "CoreOS (BIOS)" {
                echo "Loading kernel"
                linux "/assets/k" a b="c d" ${mac}
                echo "Loading initrd"
                initrd  "/i1" "--name b /i2"
                }
                """);
    }

    @Test
    void a_template_sees_metadata_selectors_and_the_question() {
        group("g", "p", Map.of("Rack", "r7"), Map.of("n", 1_000_000.0, "rack", "lost", "request", "lost"));
        profile("p", "", "g.txt");
        store.put(TemplateKind.GENERIC, "g.txt", "{{.rack}} {{.n}} {{.request.query.Rack}} {{.request.raw_query}} [{{index .request.query \"x\"}}]");
        assertThat(text(Resource.Document.GENERIC, "Rack=r7&a=%20")).isEqualTo("r7 1e+06 r7 Rack=r7&a=%20 []");
    }

    @Test
    void metadata_come_as_sorted_lines() {
        var metadata = new HashMap<String, Object>(Map.of("b", Map.of("x", 1.5, "stra\u00dfe", true), "list", List.of("no"), "b_x", "y"));
        metadata.put("none", null);
        group("g", "no such profile", Map.of("site", "a"), metadata);
        assertThat(text(Resource.Document.METADATA, "site=a")).isEqualTo("""
                B_STRA\u00dfE=true
                B_X=1.5
                B_X=y
                REQUEST_QUERY_SITE=a
                REQUEST_RAW_QUERY=site=a
                SITE=a
                """);
    }

    @Test
    void metadata_may_be_nested_as_deeply_as_a_file_can_say() {
        Map<String, Object> nested = Map.of("end", "x");
        for (int i = 0; i < 9_000; i++) {
            nested = Map.of("a", nested);
        }
        group("g", "p", Map.of(), nested);
        assertThat(text(Resource.Document.METADATA, "")).contains("A_A_A_END=x\n");
    }

    @Test
    void long_metadata_are_not_made_on_the_thread_of_the_caller() {
        group("short", "p", Map.of("t", "short"), Map.of("a", "x"));
        group("long", "p", Map.of("t", "long"), Map.of("a", "x".repeat(100_000)));
        group("many", "p", Map.of("t", "many"), Map.of("a", Collections.nCopies(100_000, Map.of()).stream()
                .collect(HashMap::new, (map, nothing) -> map.put("k" + map.size(), nothing), HashMap::putAll)));
        assertThat(asked("t=short")).isInstanceOf(Outcome.Reply.class);
        assertThat(asked("t=long")).isInstanceOf(Outcome.Later.class);
        assertThat(asked("t=many")).as("much work for few lines").isInstanceOf(Outcome.Later.class);
        assertThat(text(Resource.Document.METADATA, "t=long")).startsWith("A=xxx").contains("\nT=long\n");
        assertThat(text(Resource.Document.METADATA, "t=many")).endsWith("\nT=many\n");
    }

    private Outcome<Body> asked(String query) {
        return answers().answer(new Ask(Resource.Document.METADATA, QueryLabels.parse(query), query), Questions.ARRIVAL);
    }

    @Test
    void each_way_to_have_nothing_has_a_reason() {
        assertThat(silence(Resource.Document.IPXE, "mac=52:54:00:00:00:09").code()).isEqualTo("no-group");
        group("none", "", Map.of("t", "none"), Map.of());
        group("gone", "gone", Map.of("t", "gone"), Map.of());
        group("bare", "bare", Map.of("t", "bare"), Map.of());
        profile("bare", "", "");
        group("lost", "lost", Map.of("t", "lost"), Map.of());
        profile("lost", "lost.ign", "lost");
        group("yaml", "yaml", Map.of("t", "yaml"), Map.of());
        profile("yaml", "node.yaml", "broken");
        store.put(TemplateKind.GENERIC, "broken", "{{if}}");
        group("key", "key", Map.of("t", "key"), Map.of());
        profile("key", "", "key");
        store.put(TemplateKind.GENERIC, "key", "line\n{{.ssh_key}}");
        assertThat(silence(Resource.Document.IPXE, "t=none").code()).isEqualTo("no-profile");
        assertThat(silence(Resource.Document.IPXE, "t=gone").code()).isEqualTo("profile-missing");
        assertThat(silence(Resource.Document.IPXE, "t=bare").code()).isEqualTo("no-boot");
        assertThat(silence(Resource.Document.GENERIC, "t=bare").code()).isEqualTo("no-template");
        assertThat(silence(Resource.Document.IGNITION, "t=bare").code()).isEqualTo("no-template");
        assertThat(silence(Resource.Document.GENERIC, "t=lost").code()).isEqualTo("template-missing");
        assertThat(silence(Resource.Document.IGNITION, "t=lost").code()).isEqualTo("template-missing");
        assertThat(silence(Resource.Document.GENERIC, "t=yaml").code()).isEqualTo("template-broken");
        assertThat(silence(Resource.Document.IGNITION, "t=yaml").code()).isEqualTo("template-missing");
        var key = silence(Resource.Document.GENERIC, "t=key");
        assertThat(key.code()).isEqualTo("template-key-missing");
        assertThat(key.sentence()).contains("generic/key:2").contains("groups/key.json").contains("ssh_key");
    }

    @Test
    void who_gets_no_group_reads_in_the_log_which_one_was_close() {
        group("node1", "p", Map.of("region", "eu", "rack", "r7"), Map.of());
        assertThat(silence(Resource.Document.IPXE, "region=eu&serial=x").sentence()).isEqualTo("no group selects a machine with region=eu serial=x;"
                + " nearest: groups/node1.json wants rack=r7, but the machine says no rack");
    }

    @Test
    void an_address_that_is_none_is_named_where_no_group_was_found() {
        assertThat(silence(Resource.Document.IPXE, "mac=z%0Az&serial=x").sentence())
                .startsWith("no group selects a machine with serial=x (mac=z?z is no hardware address and was left out); ");
        assertThat(silence(Resource.Document.IPXE, "mac=" + "z".repeat(5000)).sentence()).hasSizeLessThan(400).contains("with no labels (mac=zzz");
        assertThat(silence(Resource.Document.IPXE, "mac=52-54-00-a1-9c-ae").sentence()).doesNotContain("left out");
    }

    @Test
    void an_ignition_file_is_served_checked_and_one_that_cannot_be_read_says_where() {
        group("g", "p", Map.of(), Map.of());
        profile("p", "node.ign", "");
        store.put(TemplateKind.IGNITION, "node.ign", "{\"ignition\":{\"version\":\"3.2.0\"},\"unknown\":1}");
        assertThat(text(Resource.Document.IGNITION, "")).contains("\"version\":\"3.4.0\"").doesNotContain("unknown");
        store.put(TemplateKind.IGNITION, "node.ign", "{\n  \"ignition\": nope");
        var broken = silence(Resource.Document.IGNITION, "");
        assertThat(broken.code()).isEqualTo("ignition-invalid");
        assertThat(broken.sentence()).startsWith("ignition/node.ign:2:");
        var matchbox = new Answers(store, BOOT_FILES, Optional.empty(), AnswerSettings.defaults().withCompatMatchbox(true));
        assertThat(ask(matchbox, Resource.Document.IGNITION, "")).isInstanceOf(Outcome.Reply.class);
    }

    @Test
    void a_profile_may_have_scripts_of_its_own_with_its_boot_section_at_hand() {
        group("g", "p", Map.of("mac", "52:54:00:00:00:01"), Map.of("console", "ttyS1", "boot", "hidden"));
        store.put("p", new Profile("p", "", "", "", "", Optional.of(new NetBoot("/k", List.of("/i"), List.of("a", "b"))), "node.ipxe", "node.cfg"));
        store.put(TemplateKind.IPXE, "node.ipxe", "#!ipxe\nkernel {{.boot.kernel}} {{range .boot.args}}{{.}} {{end}}console={{.console}}\nboot\n");
        store.put(TemplateKind.GRUB, "node.cfg", "linux {{.boot.kernel}} mac={{.mac}}\ninitrd {{index .boot.initrd 0}}\n");
        assertThat(text(Resource.Document.IPXE, "mac=52-54-00-00-00-01")).isEqualTo("#!ipxe\nkernel /k a b console=ttyS1\nboot\n");
        assertThat(text(Resource.Document.GRUB, "mac=52-54-00-00-00-01")).isEqualTo("linux /k mac=52:54:00:00:00:01\ninitrd /i\n");
    }

    @Test
    void a_cloud_config_is_a_script_or_yaml_that_says_so_first() {
        group("g", "p", Map.of(), Map.of("name", "node7"));
        store.put("p", new Profile("p", "", "", "c.yaml", "", Optional.empty()));
        store.put(TemplateKind.CLOUD, "c.yaml", "#cloud-config\u2003\nhostname: {{.name}}\n");
        assertThat(text(Resource.Document.CLOUD, "")).isEqualTo("#cloud-config\u2003\nhostname: node7\n");
        store.put(TemplateKind.CLOUD, "c.yaml", "#!/bin/sh\n\t: [{{.name}}\n");
        assertThat(text(Resource.Document.CLOUD, "")).isEqualTo("#!/bin/sh\n\t: [node7\n");
        store.put(TemplateKind.CLOUD, "c.yaml", "hostname: {{.name}}\n");
        assertThat(silence(Resource.Document.CLOUD, "").code()).isEqualTo("cloud-config-invalid");
        store.put(TemplateKind.CLOUD, "c.yaml", "#cloud-config\nhostname: [{{.name}}\n");
        assertThat(silence(Resource.Document.CLOUD, "").sentence()).startsWith("cloud/c.yaml: ").contains("line 3, column 1");
        store.put(TemplateKind.CLOUD, "c.yaml", "#cloud-config\n" + "[".repeat(100_000));
        assertThat(silence(Resource.Document.CLOUD, "").code()).isEqualTo("cloud-config-invalid");
    }

    @Test
    void an_installer_finds_every_file_of_its_seed_and_what_nobody_wrote_says_nothing() {
        group("g", "p", Map.of(), Map.of("name", "node7"));
        profile("p", "", "ubuntu.yaml");
        assertThat(silence(Resource.Seed.USER_DATA, "").code()).isEqualTo("template-missing");
        store.put(TemplateKind.GENERIC, "ubuntu.yaml", "#cloud-config\nautoinstall: {version: 1, identity: {hostname: {{.name}}}}\n");
        assertThat(text(Resource.Seed.USER_DATA, "")).contains("hostname: node7");
        assertThat(text(Resource.Seed.META_DATA, "mac=52-54-00-00-00-01&uuid=")).isEqualTo("instance-id: \"52:54:00:00:00:01\"\n");
        assertThat(text(Resource.Seed.META_DATA, "")).isEmpty();
        assertThat(text(Resource.Seed.VENDOR_DATA, "")).isEmpty();
        assertThat(text(Resource.Seed.NETWORK_CONFIG, "")).isEmpty();
        store.put(TemplateKind.GENERIC, "ubuntu.yaml.network-config", "version: 2 # {{.name}}\n");
        store.put(TemplateKind.GENERIC, "ubuntu.yaml.vendor-data", "{{.nothing}}\n");
        assertThat(text(Resource.Seed.NETWORK_CONFIG, "")).isEqualTo("version: 2 # node7\n");
        assertThat(silence(Resource.Seed.VENDOR_DATA, "").code()).isEqualTo("template-key-missing");
    }

    @Test
    void a_template_that_is_known_and_quick_is_rendered_at_once_and_any_other_later() {
        group("g", "p", Map.of(), Map.of("list", Collections.nCopies(20_000, "x")));
        profile("p", "", "g.txt");
        store.put(TemplateKind.GENERIC, "g.txt", "short");
        var answers = answers();
        var question = new Ask(Resource.Document.GENERIC, QueryLabels.parse(""), "");
        assertThat(answers.answer(question, Questions.ARRIVAL)).as("not parsed yet").isInstanceOf(Outcome.Later.class);
        assertThat(Questions.settled(answers.answer(question, Questions.ARRIVAL))).isInstanceOf(Outcome.Reply.class);
        assertThat(answers.answer(question, Questions.ARRIVAL)).isInstanceOf(Outcome.Reply.class);
        store.put(TemplateKind.GENERIC, "g.txt", "{{range .list}}{{.}}{{end}}");
        assertThat(Questions.settled(answers.answer(question, Questions.ARRIVAL))).isInstanceOf(Outcome.Reply.class);
        assertThat(answers.answer(question, Questions.ARRIVAL)).as("takes long").isInstanceOf(Outcome.Later.class);
    }

    @Test
    void butane_is_rendered_and_translated_and_what_is_wrong_with_it_is_told_by_line_and_column() {
        group("g", "p", Map.of(), Map.of("key", "ssh-ed25519 AAAA core"));
        profile("p", "node.yaml", "");
        store.put(TemplateKind.IGNITION, "node.yaml", "variant: fcos\nversion: 1.5.0\npasswd:\n  users:\n    - name: core\n      ssh_authorized_keys: [{{.key}}]\n");
        assertThat(text(Resource.Document.IGNITION, "")).contains("\"version\":\"3.4.0\"").contains("ssh-ed25519 AAAA core");
        store.put(TemplateKind.IGNITION, "node.yaml", "variant: fcos\nversion: 1.6.0\n");
        assertThat(text(Resource.Document.IGNITION, "")).contains("\"version\":\"3.5.0\"");
        store.put(TemplateKind.IGNITION, "node.yaml", "variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: relative\n");
        var broken = silence(Resource.Document.IGNITION, "");
        assertThat(broken.code()).isEqualTo("butane-invalid");
        assertThat(broken.sentence()).startsWith("ignition/node.yaml:5:").contains("$.storage.files.0.path");
        store.put(TemplateKind.IGNITION, "node.yaml", "variant: fcos\nversion: 1.5.0\nstorage: [\n");
        assertThat(silence(Resource.Document.IGNITION, "").code()).isEqualTo("butane-invalid");
        store.put(TemplateKind.IGNITION, "node.yaml", "variant: openshift\nversion: 4.14.0\nmetadata:\n  name: a\n  labels:\n    machineconfiguration.openshift.io/role: worker\n");
        assertThat(silence(Resource.Document.IGNITION, "").code()).isEqualTo("butane-machineconfig");
    }

    @Test
    void files_come_from_their_sources() {
        assertThat(ask(answers(), new Resource.Asset("a/b"), "")).isEqualTo(new Outcome.Reply<>(new Body.OnDisk(Path.of("assets/a/b"))));
        assertThat(text(new Resource.BootFile("ipxe.efi"), "")).isEqualTo("MZ");
        assertThat(silence(new Resource.BootFile("no.efi"), "").code()).isEqualTo("no-boot-file");
        var without = new Answers(store, BOOT_FILES, Optional.empty(), AnswerSettings.defaults());
        assertThat(ask(without, new Resource.Asset("a"), "")).isEqualTo(new Outcome.Ignored<>(Misses.ASSETS_OFF));
    }

    @Test
    void a_script_is_answered_at_once_where_the_catalog_is_ready() {
        group("g", "p", Map.of(), Map.of());
        profile("p", "", "", new NetBoot("/k", List.of(), List.of()));
        assertThat(answers().answer(Ask.of(Resource.Document.IPXE), Questions.ARRIVAL)).isInstanceOf(Outcome.Reply.class);
    }
}
