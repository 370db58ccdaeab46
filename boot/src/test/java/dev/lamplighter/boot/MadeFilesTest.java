package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.assets.BootFiles;
import dev.lamplighter.assets.FileSource;
import dev.lamplighter.assets.Located;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.BootUrls;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.model.Reason;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is answered under a file's name though there is no such file, and the scripts that are ours and not Matchbox's. */
class MadeFilesTest {

    static final FileSource NO_FILES = name -> new Located.Absent(new Reason(BootFiles.MISSING, "there is no " + name));
    static final FileSource ASSETS = name -> name.startsWith("os/") ? new Located.OnDisk(Path.of("assets", name))
            : new Located.Absent(new Reason("asset-missing", "there is no asset " + name));
    static final BootUrls URLS = new BootUrls(BootSettings.defaults(8080));

    final MemoryCatalogStore store = new MemoryCatalogStore();

    @Test
    void grub_finds_its_machines_menu_with_kernel_and_initrd_by_tftp() {
        node1(new NetBoot("/assets/os/vmlinuz", List.of("--name main /assets/os/initrd.gz", "http://192.0.2.2:8080/assets/os/more"),
                List.of("initrd=main", "quiet", "ign=http://x/ignition?uuid=${uuid}&mac=${mac:hexhyp}", "m=${net0/mac}", "it's")));
        assertThat(file("/grub/grub.cfg")).contains("configfile (tftp)/grub/grub.cfg-01-$net_default_mac\n");
        String menu = """
                set default=0
                set timeout=1
                menuentry 'Lamplighter' {
                echo 'Loading the kernel'
                linux '(tftp)/assets/os/vmlinuz' 'quiet' 'ign=http://x/ignition?uuid=&mac=52-54-00-a1-9c-ae' 'm=52:54:00:a1:9c:ae' 'it'\\''s'
                echo 'Loading the initrd'
                initrd '(tftp)/assets/os/initrd.gz' '(tftp)/assets/os/more'
                }
                """;
        assertThat(file("/grub/grub.cfg-01-52:54:00:a1:9c:ae")).isEqualTo(menu);
        assertThat(file("grub/grub.cfg-52-54-00-A1-9C-AE")).isEqualTo(menu);
    }

    @Test
    void a_machine_without_a_group_has_no_menu_and_the_reason_says_why() {
        assertThat(silence("grub/grub.cfg-01-52:54:00:00:00:02")).isEqualTo("no-group");
        assertThat(silence("grub/grub.cfg-01-whatever-this-is")).isEqualTo(BootFiles.MISSING);
    }

    @Test
    void kernels_of_other_servers_stay_where_they_are() {
        node1(new NetBoot("(http,mirror.lab)/linux", List.of(), List.of()));
        assertThat(file("grub/grub.cfg-01-52:54:00:a1:9c:ae")).contains("linux '(http,mirror.lab)/linux'\n}").doesNotContain("initrd");
    }

    @Test
    void assets_come_by_their_names_too() {
        assertThat(answers(ScriptSettings.defaults(), new Resource.BootFile("/assets/os/vmlinuz"), ""))
                .isEqualTo(new Outcome.Reply<>(new Body.OnDisk(Path.of("assets/os/vmlinuz"))));
        assertThat(silence("assets/none")).isEqualTo("asset-missing");
    }

    @Test
    void autoexec_sends_whoever_asks_to_its_own_script_wherever_it_looks() {
        String script = "#!ipxe\nisset ${ip} || dhcp\nchain http://192.0.2.2:8080/ipxe?uuid=${uuid}&mac=${mac:hexhyp}&domain=${domain}"
                + "&hostname=${hostname}&serial=${serial}&arch=${buildarch:uristring}\n";
        assertThat(file("autoexec.ipxe")).isEqualTo(script);
        assertThat(file("efi\\boot\\autoexec.ipxe")).isEqualTo(script);
        assertThat(text(answers(ScriptSettings.defaults(), new Resource.Asset("autoexec.ipxe"), ""))).as("after UEFI HTTP Boot").isEqualTo(script);
        assertThat(answers(ScriptSettings.defaults(), new Resource.BootFile("52-54-00-00-00-01/autoexec.ipxe", false), "")).as("in a machine's own folder")
                .isInstanceOf(Outcome.Ignored.class);
    }

    @Test
    void the_operators_file_goes_before_what_is_made() {
        FileSource own = name -> new Located.Inside(name, Bytes.utf8("mine"));
        var answers = new Answers(store, own, Optional.of(ASSETS), AnswerSettings.defaults());
        assertThat(text(Questions.settled(answers.answer(Ask.of(new Resource.BootFile("grub/grub.cfg")), Questions.ARRIVAL)))).isEqualTo("mine");
    }

    @Test
    void a_kernel_on_uefi_is_told_its_initrds_where_the_profile_does_not() {
        node1(new NetBoot("/k", List.of("--name main /i1", "/assets/os/initrd.gz?x=1"), List.of("quiet")));
        assertThat(ipxe("arch=x86_64")).contains("kernel /k quiet initrd=main initrd=initrd.gz\n");
        assertThat(ipxe("arch=i386")).contains("kernel /k quiet\n");
        assertThat(ipxe("")).contains("kernel /k quiet\n");
        var off = new ScriptSettings(false, false, URLS);
        assertThat(text(answers(off, Resource.Document.IPXE, "mac=52-54-00-a1-9c-ae&arch=x86_64"))).contains("kernel /k quiet\n");
    }

    @Test
    void an_image_that_becomes_a_file_of_a_file_system_has_no_name_to_tell() {
        node1(new NetBoot("/k", List.of("/assets/x.json /etc/config.json mode=600", "--timeout 5 /assets/i.gz"), List.of()));
        assertThat(ipxe("arch=x86_64")).contains("kernel /k initrd=i.gz\n");
        assertThat(file("grub/grub.cfg-01-52:54:00:a1:9c:ae")).contains("initrd '(tftp)/assets/x.json' '(tftp)/assets/i.gz'");
    }

    @Test
    void a_profile_that_names_its_initrd_is_left_as_it_is() {
        node1(new NetBoot("/k", List.of("/i1"), List.of("quiet", "initrd=other")));
        assertThat(ipxe("arch=x86_64")).contains("kernel /k quiet initrd=other\n");
    }

    @Test
    void the_guided_script_tries_every_interface_and_says_who_we_are() {
        var guided = new ScriptSettings(true, true, URLS);
        assertThat(text(answers(guided, new Resource.BootScript(), ""))).startsWith("#!ipxe\nset server http://192.0.2.2:8080\n")
                .contains("dhcp net${index}", "chain --autofree ${server}/ipxe?uuid=${uuid}&mac=${net${index}/mac:hexhyp}&", "sleep ${pause}", "goto again");
        assertThat(text(answers(guided, Resource.Document.IPXE, "mac=52-54-00-00-00-02&guided=1")))
                .startsWith("#!ipxe\necho Lamplighter: no group selects a machine with mac=52:54:00:00:00:02").endsWith("[no-group]\nexit 1\n");
        assertThat(answers(guided, Resource.Document.IPXE, "mac=52-54-00-00-00-02")).isInstanceOf(Outcome.Ignored.class);
    }

    @Test
    void nothing_that_a_machine_said_runs_in_the_guided_script() {
        var guided = new ScriptSettings(true, true, URLS);
        assertThat(text(answers(guided, Resource.Document.IPXE, "guided=1&x=%24%7Bmac%7D%0Aboot%20evil%20%7C%7C%20%26%26"))).doesNotContain("${", "||", "&&")
                .hasLineCount(3);
    }

    private void node1(NetBoot boot) {
        store.put("node1.json", new Group("node1", "", "p", Map.of("mac", "52:54:00:a1:9c:ae"), Map.of()));
        store.put("p", new Profile("p", "", "", "", "", Optional.of(boot)));
    }

    private String ipxe(String more) {
        return text(answers(ScriptSettings.defaults(), Resource.Document.IPXE, "mac=52-54-00-a1-9c-ae&" + more));
    }

    private String file(String name) {
        return text(answers(ScriptSettings.defaults(), new Resource.BootFile(name), ""));
    }

    private String silence(String name) {
        var outcome = answers(ScriptSettings.defaults(), new Resource.BootFile(name), "");
        assertThat(outcome).isInstanceOf(Outcome.Ignored.class);
        return ((Outcome.Ignored<Body>) outcome).reason().code();
    }

    private Outcome<Body> answers(ScriptSettings scripts, Resource what, String query) {
        var answers = new Answers(store, NO_FILES, Optional.of(ASSETS), AnswerSettings.defaults(), scripts);
        return Questions.settled(answers.answer(new Ask(what, QueryLabels.parse(query), query), Questions.ARRIVAL));
    }

    private static String text(Outcome<Body> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Reply.class);
        return ((Body.Text) ((Outcome.Reply<Body>) outcome).message()).bytes().text();
    }
}
