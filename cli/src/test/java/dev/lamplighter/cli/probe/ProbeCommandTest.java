package dev.lamplighter.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cli.Console;
import dev.lamplighter.model.Mac;
import dev.lamplighter.walk.Fact;
import dev.lamplighter.walk.Firmware;
import dev.lamplighter.walk.Persona;
import dev.lamplighter.walk.Stage;
import dev.lamplighter.walk.StageReport;
import dev.lamplighter.walk.WalkReport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeCommandTest {

    static final Mac MAC = MadeUp.mac("a host", "eth1");
    static final Persona WHO = Persona.of(Firmware.BIOS, MAC, MadeUp.uuid(MAC));

    @Test
    void what_is_missing_or_no_address_is_told_before_anything_is_sent() {
        assertThat(mistake("--arch", "bios")).contains("--interface NAME is missing");
        assertThat(mistake("-i", "eth1")).contains("--arch is missing: bios, uefi-x64, uefi-arm64, http, ipxe");
        assertThat(mistake("-i", "eth1", "--arch", "bios", "--mac", "52:54")).contains("--mac is a hardware address such as");
        assertThat(mistake("-i", "eth1", "--arch", "bios", "--uuid", "1")).contains("--uuid is a UUID such as");
        assertThat(mistake("-i", "eth1", "--arch", "bios", "--via", "0.0.0.0")).contains("--via is an IPv4 address");
        assertThat(mistake("-i", "eth1", "--arch", "bios", "--server", "192.0.2.2")).contains("--server goes with --via");
        assertThat(mistake("-i", "no such thing", "--arch", "bios")).contains("there is no interface no such thing here");
    }

    @Test
    void the_made_up_machine_is_the_same_on_each_run_and_another_on_another_host_or_interface() {
        assertThat(MadeUp.mac("a host", "eth1")).isEqualTo(MAC).isNotEqualTo(MadeUp.mac("a host", "eth2")).isNotEqualTo(MadeUp.mac("another", "eth1"));
        assertThat(MAC.toString()).as("locally administered, and one station").startsWith("02:");
    }

    @Test
    void without_a_control_socket_there_is_nothing_to_compare_with() {
        assertThat(Expected.of(WHO, "eth1", Path.of("/nonexistent/admin.sock"))).isEqualTo(new Expected.Unknown("no Lamplighter with a control socket at /nonexistent/admin.sock runs on this host"));
        assertThat(ProbeJson.of(walk("a.efi"), new Expected.Unknown("nobody is there"))).startsWith("{\"schema\":1,\"boots\":true,").endsWith("\"uncompared\":\"nobody is there\"}");
    }

    @Test
    void differences_are_part_of_the_json() {
        assertThat(ProbeJson.of(walk("a.efi"), new Expected.Told(walk("b.efi"))))
                .endsWith("\"differences\":[\"firmware-dhcp: boot-file is a.efi by the wire, b.efi by explain\"]}");
        assertThat(ProbeJson.of(walk("a.efi"), new Expected.Told(walk("a.efi")))).endsWith("\"differences\":[]}");
    }

    private static WalkReport walk(String file) {
        return new WalkReport(WHO, true, true, List.of(new StageReport(Stage.FIRMWARE_DHCP, "DISCOVER", List.of(), Map.of(Fact.BOOT_FILE, file), List.of(), Optional.empty(), Duration.ZERO)));
    }

    private static String mistake(String... words) {
        var err = new ByteArrayOutputStream();
        var console = new Console(InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), Map.of());
        assertThat(new ProbeCommand().run(List.of(words), console)).isEqualTo(2);
        return err.toString(StandardCharsets.UTF_8);
    }
}
