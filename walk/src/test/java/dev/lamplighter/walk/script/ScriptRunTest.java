package dev.lamplighter.walk.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptRunTest {

    static final URI HERE = URI.create("http://192.0.2.2:8080/boot.ipxe");

    final Map<String, String> files = new HashMap<>();
    final List<String> did = new ArrayList<>();

    final Loads loads = new Loads() {
        @Override
        public Loaded chain(URI what, int depth) {
            did.add("chain " + what);
            String text = files.get(what.toString());
            return text == null ? new Loaded.Nothing() : text.startsWith("#!ipxe") ? new Loaded.Script(text) : new Loaded.Program();
        }

        @Override
        public boolean kernel(URI what, List<String> arguments) {
            did.add("kernel " + what + " " + arguments);
            return !what.getPath().contains("missing");
        }

        @Override
        public boolean initrd(URI what) {
            did.add("initrd " + what);
            return !what.getPath().contains("missing");
        }

        @Override
        public void says(String words) {
            did.add("says " + words);
        }
    };

    @Test
    void the_first_script_leads_on_with_who_the_machine_is_and_the_second_boots() {
        String second = "http://192.0.2.2:8080/ipxe?uuid=16e7d8a7-bfa9-428b-9117-363341bb330b&mac=52-54-00-a1-9c-ae&net=52:54:00:A1:9C:AE&domain=&serial=a%20b";
        files.put(second, """
                #!ipxe
                kernel --name k /assets/vmlinuz initrd=main  console=ttyS0
                initrd --name main assets/initrd.gz
                boot
                """);
        assertThat(run("#!ipxe\nchain ipxe?uuid=${uuid}&mac=${mac:hexhyp}&net=${net0/mac}&domain=${domain}&serial=${smbios/serial:uristring}\n"))
                .isEqualTo(new Ending.Boots(List.of("initrd=main", "console=ttyS0")));
        assertThat(did).containsExactly("chain " + second, "kernel http://192.0.2.2:8080/assets/vmlinuz [initrd=main, console=ttyS0]",
                "initrd http://192.0.2.2:8080/assets/initrd.gz");
    }

    @Test
    void a_line_goes_on_as_its_last_command_went() {
        assertThat(run("isset ${nothing} || echo lacks it\nisset ${mac} && echo has it\niseq a b && echo same || echo not so\necho end")).isInstanceOf(Ending.Over.class);
        assertThat(did).containsExactly("says lacks it", "says has it");
    }

    @Test
    void a_script_fails_with_its_first_line_that_fails() {
        assertThat(run("echo one\nkernel missing\necho two")).isEqualTo(new Ending.Over(false, "kernel missing"));
        assertThat(did).containsExactly("says one", "kernel http://192.0.2.2:8080/missing []");
    }

    @Test
    void what_fails_in_a_chained_script_fails_there_and_the_first_goes_on_behind_its_or() {
        files.put("http://192.0.2.2:8080/a", "#!ipxe\nexit 1\necho never");
        assertThat(run("chain a || echo a failed\nchain b || goto rest\necho never\n:rest\necho rest")).isEqualTo(new Ending.Over(true, ""));
        assertThat(did).containsExactly("chain http://192.0.2.2:8080/a", "says a failed", "chain http://192.0.2.2:8080/b", "says rest");
    }

    @Test
    void a_loop_over_interfaces_ends_where_there_is_none() {
        assertThat(run("""
                set index:int32 0
                :interface
                isset ${net${index}/mac} || goto rest
                echo net${index} is ${net${index}/mac}
                inc index
                goto interface
                :rest
                exit
                """)).isEqualTo(new Ending.Over(true, "exit"));
        assertThat(did).containsExactly("says net0 is 52:54:00:A1:9C:AE");
    }

    @Test
    void a_script_that_runs_round_and_round_is_left() {
        assertThat(run(":again\nsleep 1\ngoto again")).isInstanceOfSatisfying(Ending.Lost.class, lost -> assertThat(lost.why()).contains("round and round"));
        files.put(HERE.toString(), "#!ipxe\nchain boot.ipxe");
        assertThat(run("chain boot.ipxe")).isInstanceOfSatisfying(Ending.Lost.class, lost -> assertThat(lost.why()).contains("more than 8 scripts"));
        assertThat(run("set x ${y}${y}\nset y ${x}${x}a\n".repeat(60))).isInstanceOf(Ending.Over.class);
    }

    @Test
    void a_menu_takes_its_default_as_nobody_presses_a_key() {
        run("menu Pick\nitem --gap Here\nitem first The first\nitem second The second\nchoose --default second --timeout 3000 picked && echo ${picked}");
        assertThat(did).contains("says second");
        did.clear();
        run("menu Pick\nitem --gap Here\nitem first The first\nchoose picked && echo ${picked}");
        assertThat(did).contains("says first");
    }

    @Test
    void a_disk_another_loader_and_what_is_not_known_end_the_script() {
        assertThat(run("sanboot --no-describe --drive 0x80")).isEqualTo(new Ending.Disk("sanboot drive 0x80 no-describe "));
        files.put("http://192.0.2.2:8080/grub.efi", "MZ");
        assertThat(run("chain grub.efi")).isEqualTo(new Ending.Starts(URI.create("http://192.0.2.2:8080/grub.efi")));
        assertThat(run("frobnicate now")).isInstanceOfSatisfying(Ending.Lost.class, lost -> assertThat(lost.why()).contains("does not know this iPXE command: frobnicate now"));
        assertThat(run("shell")).isInstanceOf(Ending.Lost.class);
        assertThat(run("goto nowhere")).isInstanceOf(Ending.Lost.class);
    }

    @Test
    void arguments_that_are_set_later_count() {
        assertThat(run("kernel vmlinuz a\nimgargs vmlinuz b c\nboot")).isEqualTo(new Ending.Boots(List.of("b", "c")));
        assertThat(run("boot")).isEqualTo(new Ending.Over(false, "boot"));
    }

    @Test
    void any_text_is_some_url() {
        assertThat(Uris.parse("http://a/b c|d?x={y}").toString()).isEqualTo("http://a/b%20c%7Cd?x=%7By%7D");
        assertThat(Uris.parse("http://[x%%:/")).isNotNull();
        assertThat(Uris.tftpName(Uris.tftp("192.0.2.2", "/boot/a#b?c d.efi"))).isEqualTo("/boot/a#b?c d.efi");
        assertThat(Uris.tftpName(Uris.tftp("192.0.2.2", "ipxe.efi"))).isEqualTo("ipxe.efi");
    }

    private Ending run(String script) {
        var settings = new Settings(Map.of("uuid", "16e7d8a7-bfa9-428b-9117-363341bb330b", "mac", "52:54:00:A1:9C:AE", "serial", "a b"));
        return new ScriptRun(settings, loads, 8, 1000).run(HERE, script);
    }
}
