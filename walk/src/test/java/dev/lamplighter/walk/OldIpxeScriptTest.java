package dev.lamplighter.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.demo.walk.IpxeScript.Step;
import dev.lamplighter.model.Ip4;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IpxeScriptTest {

    static final Map<String, String> SETTINGS = Map.of("uuid", "16e7d8a7-bfa9-428b-9117-363341bb330b", "mac", "52:54:00:A1:9C:AE");

    @Test
    void the_first_script_leads_on_with_who_the_machine_is() {
        assertThat(IpxeScript.of("""
                #!ipxe
                chain ipxe?uuid=${uuid}&mac=${mac:hexhyp}&net=${net0/mac}&domain=${domain}&serial=${serial:uristring}
                """, SETTINGS).steps()).containsExactly(
                new Step.Chain("ipxe?uuid=16e7d8a7-bfa9-428b-9117-363341bb330b&mac=52-54-00-a1-9c-ae&net=52:54:00:A1:9C:AE&domain=&serial="));
    }

    @Test
    void the_machine_s_script_names_kernel_arguments_and_initrd() {
        assertThat(IpxeScript.of("""
                #!ipxe
                kernel --name k /assets/vmlinuz initrd=main  console=ttyS0
                initrd --name main /assets/initrd.gz
                boot
                """, SETTINGS).steps()).containsExactly(new Step.Kernel("/assets/vmlinuz", List.of("initrd=main", "console=ttyS0")),
                new Step.Initrd("/assets/initrd.gz"), new Step.Boot());
    }

    @Test
    void what_the_walk_does_not_know_is_kept_to_be_told() {
        assertThat(IpxeScript.of("sanboot iscsi:x", SETTINGS).steps()).containsExactly(new Step.Unknown("sanboot iscsi:x"));
        assertThat(IpxeScript.of("chain --replace", SETTINGS).steps()).containsExactly(new Step.Chain("--replace"));
    }

    @Test
    void a_kernel_argument_is_found_by_its_name() {
        var arguments = List.of("initrd=main", "quiet ignition.config.url=http://x/ignition?a=b&c=d");
        assertThat(IpxeScript.argument(arguments, "ignition.config.url")).isEqualTo("http://x/ignition?a=b&c=d");
        assertThat(IpxeScript.argument(arguments, "root")).isEmpty();
    }

    @Test
    void a_uuid_travels_with_its_first_three_fields_reversed() {
        assertThat(Persona.wire(UUID.fromString("16e7d8a7-bfa9-428b-9117-363341bb330b")).toHex()).isEqualTo("00a7d8e716a9bf8b429117363341bb330b");
    }

    @Test
    void a_name_is_asked_for_label_by_label() {
        assertThat(HexFormat.of().formatHex(NameWalk.question(0xbeef, "boot.lab"))).isEqualTo("beef01000001000000000000" + "04626f6f74" + "036c6162" + "00" + "00010001");
    }

    @Test
    void the_first_address_of_the_answer_is_taken_behind_an_alias_and_a_pointer() {
        String head = "beef8180" + "0001" + "0002" + "00000000" + "04626f6f7400" + "00010001";
        String alias = "c00c" + "0005" + "0001" + "0000003c" + "0002" + "c00c";
        String address = "c00c" + "0001" + "0001" + "0000003c" + "0004" + "0a420002";
        assertThat(NameWalk.answer(message(head + alias + address), 0xbeef)).contains(Ip4.of("10.66.0.2"));
        assertThat(NameWalk.answer(message(head + alias + address), 0xbeee)).isEmpty();
        for (int cut = 0; cut < (head + alias + address).length(); cut += 2) {
            assertThat(NameWalk.answer(message((head + alias + address).substring(0, cut)), 0xbeef)).isEmpty();
        }
    }

    private static ByteBuffer message(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
