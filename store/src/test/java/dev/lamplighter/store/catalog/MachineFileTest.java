package dev.lamplighter.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineFileTest {

    private static Machine good(String file, String text) {
        var parsed = MachineFolder.parse(file, Bytes.utf8(text));
        assertThat(parsed).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good<Machine>) parsed).value();
    }

    private static void assertNode1(Machine machine) {
        assertThat(machine.id()).isEqualTo("node1");
        assertThat(machine.macs()).containsExactly(Mac.of("52:54:00:a1:9c:01"), Mac.of("52:54:00:a1:9c:02"));
        assertThat(machine.uuid()).hasToString("Optional[6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001]");
        assertThat(machine.serial()).contains("0123456");
        assertThat(machine.hostname()).contains("node1");
        assertThat(machine.addresses()).contains(Ip4.of("192.168.1.10")).hasSize(2);
        assertThat(machine.labels().values()).isEqualTo(Map.of("rack", "7", "os", "no"));
        assertThat(machine.boot()).isEqualTo(BootIntent.NETBOOT_ONCE);
        assertThat(machine.secure()).contains(true);
        assertThat(machine.file()).contains("snponly.efi");
    }

    @Test
    void a_file_says_all_of_a_machine_in_yaml() {
        assertNode1(good("node1.yaml", """
                macs: [52:54:00:a1:9c:01, 52-54-00-A1-9C-02]
                uuid: 6F1C0AB4-5d1e-4f5a-9c3e-0000feed0001
                serial: 0123456
                hostname: node1
                addresses:
                  - 192.168.1.10
                  - 2001:db8::10
                labels: { rack: 7, os: no }
                boot: netboot-once
                secure: true
                file: snponly.efi
                """));
    }

    @Test
    void and_in_json_which_may_be_indented_by_tabs() {
        assertNode1(good("node1.json", """
                {
                \t"macs": ["52:54:00:a1:9c:01", "52:54:00:a1:9c:02"], "uuid": "6f1c0ab4-5d1e-4f5a-9c3e-0000feed0001", "serial": "0123456",
                \t"hostname": "node1", "addresses": ["192.168.1.10", "2001:db8::10"], "labels": {"rack": "7", "os": "no"},
                \t"boot": "netboot-once", "secure": true, "file": "snponly.efi"
                }
                """));
    }

    @Test
    void one_of_a_kind_is_written_without_a_list_and_the_rest_may_be_left_out() {
        var machine = good("n.yaml", "mac: 52:54:00:a1:9c:01\naddress: 192.168.1.10\n");
        assertThat(machine.macs()).containsExactly(Mac.of("52:54:00:a1:9c:01"));
        assertThat(machine.addresses()).containsExactly(Ip4.of("192.168.1.10"));
        assertThat(machine.boot()).isEqualTo(BootIntent.NETBOOT);
        assertThat(machine.secure()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            unknown key     | mac: 52:54:00:a1:9c:01 // hostnam: x     | 2:10: a machine has no key hostnam (it has mac or macs, uuid, serial, hostname, address or addresses, labels, boot, secure and file)
            no MAC          | mac: 52:54:00:a1:9c                       | 1:6: mac: "52:54:00:a1:9c" is not a hardware address such as 52:54:00:a1:9c:ae
            intent          | {mac: 52-54-00-a1-9c-01, boot: dsk}       | 1:32: boot: "dsk" is not netboot, disk or netboot-once
            one as a list   | macs: 52-54-00-a1-9c-01                   | 1:7: macs must be a list; a single one is written mac: VALUE
            no host name    | {serial: x, hostname: a_b}                | 1:23: hostname: "a_b" is not a host name: letters, digits and hyphens, with dots between
            nothing its own | hostname: x                               | 1:1: nothing here tells the machine from others; a machine needs a mac, a uuid or a serial
            """)
    void a_mistake_is_told_with_its_place(String name, String text, String expected) {
        var parsed = MachineFolder.parse("n.yaml", Bytes.utf8(text.replace(" // ", "\n")));
        assertThat(parsed).isInstanceOf(Parsed.Bad.class);
        var bad = (Parsed.Bad<Machine>) parsed;
        assertThat(bad.line() + ":" + bad.column() + ": " + bad.message()).isEqualTo(expected);
    }

    @Test
    void json_is_held_to_json() {
        assertThat(MachineFolder.parse("n.json", Bytes.utf8("mac: 52:54:00:a1:9c:01"))).isInstanceOf(Parsed.Bad.class);
    }
}
