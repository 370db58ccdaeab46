package dev.lamplighter.walk;

import static dev.lamplighter.walk.FakeNetwork.ADDRESS;
import static dev.lamplighter.walk.FakeNetwork.OTHER;
import static dev.lamplighter.walk.FakeNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.packet.DhcpOption.BootFileName;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.Message;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine at a network of a few servers: who answers what, and where it stops. */
class WalkTest {

    static final Mac MAC = Mac.of("52:54:00:a1:9c:ae");
    static final UUID ID = UUID.fromString("16e7d8a7-bfa9-428b-9117-363341bb330b");
    static final String SCRIPT = "http://192.0.2.2:8080/boot.ipxe";
    static final String SECOND = "http://192.0.2.2:8080/ipxe?mac=52-54-00-a1-9c-ae";
    static final String CONFIG = "http://192.0.2.2:8080/ignition?mac=52-54-00-a1-9c-ae";

    final FakeNetwork network = new FakeNetwork();

    @BeforeEach
    void files() {
        network.files.put("tftp://192.0.2.2/undionly.kpxe", "iPXE");
        network.files.put("tftp://192.0.2.2/ipxe.efi", "iPXE");
        network.files.put("tftp://192.0.2.3/ipxe.efi", "iPXE");
        network.files.put("http://192.0.2.2:8080/ipxe.efi", "iPXE");
        network.files.put(SCRIPT, "#!ipxe\nchain ipxe?mac=${mac:hexhyp}\n");
        network.files.put(SECOND, "#!ipxe\nkernel /assets/k ignition.config.url=" + CONFIG + " quiet\ninitrd /assets/i\nboot\n");
        network.files.put("http://192.0.2.2:8080/assets/k", "kernel");
        network.files.put("http://192.0.2.2:8080/assets/i", "initrd");
        network.files.put(CONFIG, "{}");
    }

    @Test
    void a_machine_boots_stage_after_stage_and_gives_its_address_back() {
        network.leasing(SERVER, "undionly.kpxe", SCRIPT);
        WalkReport report = walk(Firmware.BIOS);
        assertThat(report.boots()).as(report.toText(true)).isTrue();
        assertThat(report.stages()).extracting(StageReport::stage).containsExactly(Stage.FIRMWARE_DHCP, Stage.BOOT_FILE, Stage.IPXE_DHCP, Stage.SCRIPT, Stage.SCRIPT,
                Stage.KERNEL, Stage.INITRD, Stage.SYSTEM_DHCP, Stage.CONFIG, Stage.RELEASE);
        assertThat(report.stages()).allSatisfy(stage -> assertThat(stage.trouble()).isEmpty());
        assertThat(fact(report, Stage.FIRMWARE_DHCP, Fact.ADDRESS)).contains("192.0.2.50");
        assertThat(fact(report, Stage.FIRMWARE_DHCP, Fact.BOOT_FILE)).contains("undionly.kpxe");
        assertThat(fact(report, Stage.KERNEL, Fact.ARGS)).contains("ignition.config.url=" + CONFIG + " quiet");
        assertThat(fact(report, Stage.CONFIG, Fact.TEXT)).contains("{}");
        // One for BIOS, iPXE and the system alike: they are one client to the server.
        assertThat(network.sent(Kind.RELEASE)).singleElement().satisfies(release -> {
            assertThat(release.ciaddr()).isEqualTo(ADDRESS);
            assertThat(release.option(ServerIdentifier.class)).contains(new ServerIdentifier(SERVER));
        });
        assertThat(network.targets.getLast()).isEqualTo(new DhcpTarget.Server(SERVER));
    }

    @Test
    void firmware_that_names_no_client_identifier_and_ipxe_that_does_give_back_both() {
        network.leasing(SERVER, "ipxe.efi", SCRIPT);
        assertThat(walk(Firmware.UEFI_X64).boots()).isTrue();
        assertThat(network.sent(Kind.RELEASE)).extracting(release -> release.has(61)).containsExactly(true, false);
    }

    @Test
    void the_boot_file_comes_from_a_proxy_beside_a_server_that_knows_nothing_of_booting() {
        network.plainLeasing(OTHER).proxy(SERVER, "ipxe.efi", SCRIPT);
        WalkReport report = walk(Firmware.UEFI_X64);
        assertThat(report.boots()).as(report.toText(true)).isTrue();
        assertThat(fact(report, Stage.FIRMWARE_DHCP, Fact.SERVER)).contains(OTHER.toString());
        assertThat(fact(report, Stage.FIRMWARE_DHCP, Fact.PROXY)).contains(SERVER.toString());
        assertThat(network.onBootServerPort).isEmpty();
    }

    @Test
    void a_proxy_s_file_goes_before_that_of_a_server_that_does_not_say_pxe() {
        network.onServerPort.add(packet -> FakeNetwork.leased(packet, OTHER, answer -> FakeNetwork.with(answer, new BootFileName("pxelinux.0"))));
        network.proxy(SERVER, "ipxe.efi", SCRIPT);
        assertThat(fact(walk(Firmware.UEFI_X64), Stage.FIRMWARE_DHCP, Fact.BOOT_FILE)).contains("ipxe.efi");
    }

    @Test
    void a_proxy_that_names_no_file_is_asked_on_its_boot_server_port_from_the_leased_address() {
        network.plainLeasing(OTHER).proxy(SERVER, "", SCRIPT);
        network.onBootServerPort.add(packet -> Optional.of(FakeNetwork.with(FakeNetwork.reply(packet, Kind.ACK, Ip4.NONE, SERVER, List.of()), new BootFileName("ipxe.efi"))));
        WalkReport report = walk(Firmware.UEFI_X64);
        assertThat(report.boots()).as(report.toText(true)).isTrue();
        assertThat(fact(report, Stage.FIRMWARE_BOOT_SERVER, Fact.BOOT_FILE)).contains("ipxe.efi");
        int at = network.targets.indexOf(new DhcpTarget.BootServer(SERVER));
        assertThat(network.asked.get(at).ciaddr()).isEqualTo(ADDRESS);
    }

    @Test
    void a_boot_server_that_is_silent_is_told_by_its_port() {
        network.plainLeasing(OTHER).proxy(SERVER, "", SCRIPT);
        WalkReport report = walk(Firmware.UEFI_X64);
        assertThat(trouble(report, Stage.FIRMWARE_BOOT_SERVER)).contains("the boot server 192.0.2.2 does not answer on UDP port 4011");
        assertThat(network.sent(Kind.RELEASE)).hasSize(1);
    }

    @Test
    void of_a_menu_the_first_item_is_taken_at_the_server_that_its_type_names() {
        String menu = "060107" + "0807" + "8001" + "01" + "c0000203" + "0913" + "8001" + "05" + "5265736375" + "0000" + "08" + "4c6f63616c206864" + "0a01" + "05" + "ff";
        network.onServerPort.add(packet -> FakeNetwork.leased(packet, SERVER, answer -> packet.has(77) ? FakeNetwork.bootFile(packet, "", SCRIPT, "x").apply(answer) : FakeNetwork.withMenu(answer, menu)));
        network.onBootServerPort.add(packet -> packet.option(VendorOptions.class).map(_ -> FakeNetwork.with(FakeNetwork.reply(packet, Kind.ACK, Ip4.NONE, OTHER, List.of()), new BootFileName("ipxe.efi"))));
        WalkReport report = walk(Firmware.UEFI_X64);
        assertThat(report.boots()).as(report.toText(true)).isTrue();
        assertThat(fact(report, Stage.FIRMWARE_DHCP, Fact.MENU)).contains("Rescu | Local hd");
        assertThat(network.targets).contains(new DhcpTarget.BootServer(OTHER));
        assertThat(network.asked.stream().flatMap(packet -> packet.option(VendorOptions.class).stream())).extracting(chosen -> chosen.encapsulated().toHex()).containsExactly("470480010000ff");
    }

    @Test
    void a_menu_whose_first_item_is_the_local_disk_boots_that() {
        String menu = "060103" + "0a0b004c6f63616c206469736b" + "090d00000a4c6f63616c206469736b" + "ff";
        network.onServerPort.add(packet -> FakeNetwork.leased(packet, SERVER, answer -> FakeNetwork.withMenu(answer, menu)));
        WalkReport report = walk(Firmware.BIOS);
        assertThat(report.boots()).isTrue();
        assertThat(report.stages()).extracting(StageReport::stage).containsExactly(Stage.FIRMWARE_DHCP, Stage.RELEASE);
        assertThat(report.stages().getFirst().notes()).contains("the machine boots from its disk");
    }

    @Test
    void http_boot_takes_only_a_url_from_who_says_http_client() {
        network.leasing(SERVER, "ipxe.efi", SCRIPT);
        assertThat(trouble(walk(Firmware.HTTP), Stage.FIRMWARE_DHCP)).contains("no answer says HTTPClient");
        network.onServerPort.clear();
        network.onServerPort.add(packet -> FakeNetwork.leased(packet, SERVER, FakeNetwork.bootFile(packet, "http://192.0.2.2:8080/ipxe.efi", SCRIPT, "HTTPClient")));
        WalkReport report = walk(Firmware.HTTP);
        assertThat(report.boots()).as(report.toText(true)).isTrue();
    }

    @Test
    void a_network_where_nobody_answers_where_nobody_leases_and_a_server_that_changes_its_mind_are_told_apart() {
        assertThat(trouble(walk(Firmware.BIOS), Stage.FIRMWARE_DHCP)).contains("nobody answers");
        network.proxy(SERVER, "undionly.kpxe", SCRIPT);
        assertThat(trouble(walk(Firmware.BIOS), Stage.FIRMWARE_DHCP)).contains("nobody offers an address");
        network.onServerPort.clear();
        network.onServerPort.add(packet -> FakeNetwork.leased(packet, SERVER, answer -> answer.kind().equals(Optional.of(Kind.OFFER)) ? answer
                : FakeNetwork.reply(packet, Kind.NAK, Ip4.NONE, SERVER, List.of(new Message("not yours")))));
        assertThat(trouble(walk(Firmware.BIOS), Stage.FIRMWARE_DHCP)).contains("192.0.2.2 offers 192.0.2.50 and then refuses it: not yours");
        assertThat(network.sent(Kind.RELEASE)).isEmpty();
    }

    @Test
    void more_than_one_server_that_leases_is_worth_a_remark() {
        network.leasing(SERVER, "undionly.kpxe", SCRIPT).plainLeasing(OTHER);
        assertThat(walk(Firmware.BIOS).stages().getFirst().notes()).anyMatch(note -> note.contains("one more server offers addresses"));
    }

    @Test
    void ipxe_that_is_given_ipxe_again_and_again_is_told_why() {
        network.leasing(SERVER, "undionly.kpxe", "undionly.kpxe");
        WalkReport report = walk(Firmware.BIOS);
        assertThat(report.boots()).isFalse();
        assertThat(trouble(report, Stage.LOADER)).contains("again and again").contains("option 77");
    }

    @Test
    void a_script_that_is_missing_stops_the_machine_and_its_address_goes_back_all_the_same() {
        network.leasing(SERVER, "undionly.kpxe", SCRIPT);
        network.files.remove(SECOND);
        WalkReport report = walk(Firmware.BIOS);
        assertThat(report.boots()).isFalse();
        assertThat(trouble(report, Stage.SCRIPT)).contains("status 404: it is not there");
        assertThat(network.sent(Kind.RELEASE)).hasSize(1);
    }

    @Test
    void a_wire_that_breaks_in_the_middle_is_trouble_at_that_stage_and_the_address_goes_back() {
        network.leasing(SERVER, "undionly.kpxe", SCRIPT);
        network.breaksAt = "/assets/i";
        WalkReport report = walk(Firmware.BIOS);
        assertThat(report.boots()).isFalse();
        assertThat(trouble(report, Stage.INITRD)).contains("connection refused");
        assertThat(network.sent(Kind.RELEASE)).hasSize(1);
    }

    @Test
    void a_system_without_its_config_does_not_boot() {
        network.leasing(SERVER, "undionly.kpxe", SCRIPT);
        network.files.remove(CONFIG);
        WalkReport report = walk(Firmware.BIOS);
        assertThat(report.boots()).isFalse();
        assertThat(trouble(report, Stage.CONFIG)).contains("404");
    }

    @Test
    void a_script_that_hands_back_sends_the_firmware_to_its_next_device() {
        network.leasing(SERVER, "ipxe.efi", SCRIPT);
        network.files.put(SCRIPT, "#!ipxe\niseq ${platform} efi && exit 1 ||\nsanboot --drive 0x80\n");
        assertThat(walk(Firmware.UEFI_X64).boots()).isTrue();
    }

    @Test
    void grub_and_shim_are_where_the_walk_ends() {
        network.leasing(SERVER, "shimx64.efi", SCRIPT);
        network.files.put("tftp://192.0.2.2/shimx64.efi", "MZ");
        WalkReport report = walk(Firmware.UEFI_X64);
        assertThat(report.boots()).isTrue();
        assertThat(report.stages()).extracting(StageReport::stage).containsExactly(Stage.FIRMWARE_DHCP, Stage.BOOT_FILE, Stage.RELEASE);
    }

    @Test
    void where_one_server_s_decisions_are_asked_alone_the_address_may_come_from_elsewhere() {
        network.proxy(SERVER, "ipxe.efi", SCRIPT);
        network.hearsEverybody = false;
        WalkReport alone = walk(Firmware.UEFI_X64);
        assertThat(alone.boots()).as(alone.toText(true)).isTrue();
        assertThat(alone.whole()).isFalse();

        network.hearsEverybody = true;
        network.plainLeasing(OTHER);
        assertThat(walk(Firmware.UEFI_X64).differences(alone, "the wire", "explain")).isEmpty();
    }

    @Test
    void behind_a_relay_every_question_says_which() {
        network.leasing(SERVER, "ipxe.efi", SCRIPT);
        Ip4 relay = Ip4.of("198.51.100.1");
        WalkReport report = Walk.of(new Persona(MAC, ID, Firmware.UEFI_X64, Optional.of(relay)), network, WalkLimits.DEFAULT);
        assertThat(report.boots()).isTrue();
        assertThat(network.sent(Kind.DISCOVER)).allSatisfy(packet -> assertThat(packet.giaddr()).isEqualTo(relay));
        assertThat(network.sent(Kind.RELEASE)).allSatisfy(packet -> assertThat(packet.giaddr()).isEqualTo(Ip4.NONE));
    }

    @Test
    void scripts_that_fetch_more_and_more_are_left() {
        network.leasing(SERVER, "ipxe.efi", SCRIPT);
        network.files.put(SCRIPT, "#!ipxe\n" + "initrd /assets/i\n".repeat(100) + "boot\n");
        assertThat(trouble(walk(Firmware.UEFI_X64), Stage.INITRD)).contains("fetched enough");
    }

    @Test
    void a_report_is_read_back_from_its_json_and_two_are_compared() {
        network.leasing(SERVER, "ipxe.efi", SCRIPT);
        WalkReport report = walk(Firmware.UEFI_X64);
        assertThat(WalkReport.fromJson(report.toJson())).isInstanceOfSatisfying(Decoded.Message.class, read -> assertThat(((WalkReport) read.value()).toJson()).isEqualTo(report.toJson()));
        network.files.put(SECOND, "#!ipxe\nkernel /assets/k other\nboot\n");
        assertThat(report.differences(walk(Firmware.UEFI_X64), "before", "now")).containsExactly(
                "script 2: length is 125 by before, 35 by now", "script 2: the texts differ",
                "kernel: args is ignition.config.url=" + CONFIG + " quiet by before, other by now", "initrd: only before comes there", "config: only before comes there");
        assertThat(WalkReport.fromJson("{}")).isInstanceOf(Decoded.Malformed.class);
        assertThat(WalkReport.fromJson("<html>")).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void what_the_wire_holds_does_not_reach_the_terminal_as_it_is() {
        network.onServerPort.add(packet -> FakeNetwork.leased(packet, SERVER, answer -> FakeNetwork.with(answer, new VendorClass("PXEClient"), new BootFileName("a\u001b[31m\nb"))));
        WalkReport report = walk(Firmware.BIOS);
        assertThat(report.toText(true)).doesNotContain("\u001b").contains("a\\u001b[31m\\u000ab");
        assertThat(report.toJson()).isPrintable();
    }

    private WalkReport walk(Firmware firmware) {
        return Walk.of(Persona.of(firmware, MAC, ID), network, WalkLimits.DEFAULT);
    }

    private static Optional<String> fact(WalkReport report, Stage stage, Fact fact) {
        return report.stages().stream().filter(each -> each.stage() == stage).findFirst().flatMap(each -> each.fact(fact));
    }

    private static String trouble(WalkReport report, Stage stage) {
        return report.stages().stream().filter(each -> each.stage() == stage).flatMap(each -> each.trouble().stream()).findFirst().orElse("no trouble: " + report.toText(true));
    }
}
