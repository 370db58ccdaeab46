package dev.lamplighter.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventJson;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StagesTest {

    static final String DIGEST = "8524e96aa8cd".repeat(5) + "8524";
    static final Stamp STAMP = new Stamp("lab", 1, Instant.EPOCH, 0);
    static final Wire WIRE = new Wire("eth0", new InetSocketAddress("10.66.0.100", 68), new InetSocketAddress("10.66.0.2", 67));

    final Stages stages = new Stages(Plan.wholeWay());
    final List<String> printed = new ArrayList<>();
    int tenths;

    @Test
    void a_machine_that_goes_the_whole_way_has_a_line_for_each_stage_and_is_done_at_its_marker() {
        wholeWayToTheKernelOfTheMachine();
        served(http("/ignition", 200, 240));
        assertThat(stages.progress()).isInstanceOf(Progress.Under.class);
        said("MARKER ignition-ok bytes=240 sha256=" + DIGEST + " url=http://boot.lab.test:8080/ignition?uuid=x");
        assertThat(stages.progress()).isEqualTo(new Progress.Done(Duration.ofMillis(1400)));
        assertThat(String.join("\n", printed) + "\n").isEqualTo("""
                   0.1 s  firmware DHCP  OFFER 10.66.0.100, ipxe.efi
                   0.2 s  firmware DHCP  ACK 10.66.0.100, ipxe.efi
                   0.5 s  TFTP           ipxe.efi                                              850,528 bytes
                   0.6 s  iPXE DHCP      ACK 10.66.0.100, http://boot.lab.test:8080/boot.ipxe
                   0.7 s  boot.ipxe      /boot.ipxe                                                104 bytes
                   0.8 s  ipxe script    /ipxe for 52-54-00-1a-4d-70                               312 bytes
                   0.9 s  kernel         /assets/lab/vmlinuz                                14,186,432 bytes
                   1.0 s  initrd         /assets/lab/initrd.gz                               1,150,352 bytes
                   1.1 s  console        user land is up, kernel=6.1.0
                   1.2 s  OS DHCP        ACK 10.66.0.100
                   1.3 s  ignition       /ignition                                                 240 bytes
                   1.4 s  console        the machine holds its /ignition, 240 bytes
                """);
    }

    @Test
    void the_marker_may_come_before_the_appliance_s_own_event() {
        wholeWayToTheKernelOfTheMachine();
        said("MARKER ignition-ok bytes=240 sha256=" + DIGEST);
        assertThat(stages.progress()).isInstanceOf(Progress.Under.class);
        served(http("/ignition", 200, 240));
        assertThat(stages.progress()).isInstanceOf(Progress.Done.class);
    }

    @Test
    void other_octets_than_those_of_the_lab_are_no_boot() {
        wholeWayToTheKernelOfTheMachine();
        served(http("/ignition", 200, 3));
        said("MARKER ignition-ok bytes=4 sha256=" + "0".repeat(64));
        assertThat(stages.stop("the machine ended with exit code 0")).isInstanceOfSatisfying(Progress.Stopped.class, stopped -> {
            assertThat(stopped.stage()).isEqualTo(Stage.CONSOLE);
            assertThat(stopped.why()).startsWith("the machine holds 4 bytes of /ignition, and 3 were sent").endsWith("(the machine ended with exit code 0)");
        });
    }

    @Test
    void nothing_at_all_stops_at_the_firmware_s_dhcp() {
        assertThat(stages.stop("gave up after 180 s"))
                .isEqualTo(new Progress.Stopped(Stage.FIRMWARE_DHCP, "no ACK went to the firmware (gave up after 180 s)"));
    }

    @Test
    void silence_of_our_dhcp_is_the_reason_and_is_printed_once() {
        var silence = dhcp("DISCOVER", Optional.empty(), Optional.of(Arch.EFI_X64), false, "",
                Optional.of(new Reason("pool-empty", "the pool has no free address")));
        served(silence);
        served(silence);
        assertThat(printed).containsExactly("   0.1 s  firmware DHCP  DISCOVER not answered: the pool has no free address");
        assertThat(stages.stop("gave up after 5 s"))
                .isEqualTo(new Progress.Stopped(Stage.FIRMWARE_DHCP, "DISCOVER not answered: the pool has no free address (gave up after 5 s)"));
    }

    @Test
    void firmware_that_only_asks_for_the_size_first_is_no_trouble_but_a_missing_file_is() {
        served(dhcp("REQUEST", Optional.of("ACK"), Optional.of(Arch.EFI_X64), false, "ipxe.efi", Optional.empty()));
        served(tftp(BootEvent.Tftp.Step.ABORTED, 0, "the client broke it off: User aborted the transfer"));
        served(tftp(BootEvent.Tftp.Step.FINISHED, 0, ""));
        assertThat(printed).hasSize(1);
        served(tftp(BootEvent.Tftp.Step.REFUSED, 0, "there is no such file"));
        assertThat(stages.stop("gave up after 5 s"))
                .isEqualTo(new Progress.Stopped(Stage.BOOT_FILE, "ipxe.efi refused: there is no such file (gave up after 5 s)"));
    }

    @Test
    void a_request_that_finds_nothing_names_the_stage_and_the_status() {
        wholeWayToIpxe();
        served(http("/boot.ipxe", 200, 104));
        served(http("/ipxe", 404, 0));
        assertThat(stages.stop("gave up after 5 s"))
                .isEqualTo(new Progress.Stopped(Stage.MACHINE_SCRIPT, "/ipxe: status 404 (gave up after 5 s)"));
    }

    @Test
    void the_machine_may_say_itself_where_it_stopped() {
        wholeWayToIpxe();
        said("[    1.0] MARKER fail os-dhcp udhcpc got no lease");
        see(new Sighting.MachineEnded(0));
        assertThat(stages.stop("it powered off")).isEqualTo(new Progress.Stopped(Stage.OS_DHCP, "udhcpc got no lease (it powered off)"));
        assertThat(stages.stop("too late")).as("what has stopped stays so").isEqualTo(stages.progress());
    }

    @Test
    void the_appliance_s_reason_is_better_than_the_machine_s_even_if_it_comes_later() {
        wholeWayToTheKernelOfTheMachine();
        said("MARKER fail ignition wget cannot fetch http://boot.lab.test:8080/ignition");
        served(http("/ignition", 404, 0));
        assertThat(stages.stop("it powered off")).isEqualTo(new Progress.Stopped(Stage.IGNITION, "/ignition: status 404 (it powered off)"));
    }

    @Test
    void a_machine_that_breaks_before_its_first_packet_stops_at_power_on() {
        see(new Sighting.MachineEnded(1));
        assertThat(stages.progress()).isEqualTo(new Progress.Stopped(Stage.POWER_ON, "the machine's process ended with exit code 1"));
    }

    @Test
    void an_appliance_that_ends_stops_the_boot() {
        see(new Sighting.ApplianceEnded(3));
        assertThat(stages.progress()).isEqualTo(new Progress.Stopped(Stage.APPLIANCE, "it ended with exit code 3"));
    }

    @Test
    void over_loopback_there_is_nothing_to_lease_and_no_tftp() {
        var loopback = new Stages(Plan.overHttp());
        for (String path : List.of("/boot.ipxe", "/ipxe", "/assets/lab/vmlinuz", "/assets/lab/initrd.gz", "/ignition")) {
            loopback.see(new Sighting.Served(EventJson.line(http(path, 200, 1))), Duration.ZERO);
        }
        loopback.see(new Sighting.Said("MARKER ignition-ok bytes=1 sha256=" + DIGEST), Duration.ZERO);
        assertThat(loopback.progress()).isInstanceOf(Progress.Done.class);
    }

    @Test
    void what_is_no_event_and_what_a_console_says_besides_is_left() {
        see(new Sighting.Served("listening on 0.0.0.0:67"));
        see(new Sighting.Served("{\"schema\":1,\"kind\":\"log\""));
        see(new Sighting.Said(">>Start PXE over IPv4."));
        served(new BootEvent.Notice(STAMP, BootEvent.Notice.Level.INFO, "ready", "Everything is ready."));
        assertThat(printed).isEmpty();
        served(new BootEvent.Notice(STAMP, BootEvent.Notice.Level.WARN, "no-history", "History is off."));
        served(new BootEvent.BadFile(STAMP, "data/groups/a.json", 3, 1, "a comma is missing", Optional.empty()));
        assertThat(printed).containsExactly("   0.5 s  warn           History is off.",
                "   0.6 s  bad file       data/groups/a.json:3:1: a comma is missing");
    }

    @Test
    void text_from_the_wire_commands_no_terminal() {
        served(tftp(BootEvent.Tftp.Step.REFUSED, 0, "\u001b[2J\nbooted in 0.0 s\u202e"));
        assertThat(printed).singleElement().asString().endsWith("refused: ?[2J?booted in 0.0 s?");
    }

    private void wholeWayToIpxe() {
        served(dhcp("DISCOVER", Optional.of("OFFER"), Optional.of(Arch.EFI_X64), false, "ipxe.efi", Optional.empty()));
        served(dhcp("REQUEST", Optional.of("ACK"), Optional.of(Arch.EFI_X64), false, "ipxe.efi", Optional.empty()));
        served(tftp(BootEvent.Tftp.Step.STARTED, 0, ""));
        served(tftp(BootEvent.Tftp.Step.ABORTED, 0, "User aborted the transfer"));
        served(tftp(BootEvent.Tftp.Step.FINISHED, 850_528, ""));
        served(dhcp("REQUEST", Optional.of("ACK"), Optional.of(Arch.EFI_X64), true, "http://boot.lab.test:8080/boot.ipxe", Optional.empty()));
    }

    private void wholeWayToTheKernelOfTheMachine() {
        wholeWayToIpxe();
        served(http("/boot.ipxe", 200, 104));
        served(http("/ipxe", 200, 312));
        served(http("/assets/lab/vmlinuz", 200, 14_186_432));
        served(http("/assets/lab/initrd.gz", 200, 1_150_352));
        said("MARKER up kernel=6.1.0");
        served(dhcp("REQUEST", Optional.of("ACK"), Optional.empty(), false, "", Optional.empty()));
    }

    private void served(BootEvent event) {
        see(new Sighting.Served(EventJson.line(event)));
    }

    private void said(String line) {
        see(new Sighting.Said(line));
    }

    private void see(Sighting sighting) {
        tenths++;
        stages.see(sighting, Duration.ofMillis(tenths * 100L)).forEach(line -> printed.add(line.toString()));
    }

    private static BootEvent dhcp(String asked, Optional<String> answered, Optional<Arch> arch, boolean ipxe, String file, Optional<Reason> reason) {
        return new BootEvent.Dhcp(STAMP, WIRE, 1, Mac.of("52:54:00:1a:4d:70"), Optional.empty(), arch, ipxe, asked, answered,
                answered.map(_ -> Ip4.of("10.66.0.100")), Optional.of(file).filter(name -> !name.isEmpty()), reason);
    }

    private static BootEvent tftp(BootEvent.Tftp.Step step, long bytes, String why) {
        return new BootEvent.Tftp(STAMP, WIRE, 1, "ipxe.efi", step, bytes, Duration.ofMillis(300),
                why.isEmpty() ? Optional.empty() : Optional.of(new Reason("some", why)));
    }

    private static BootEvent http(String path, int status, long bytes) {
        return new BootEvent.Http(STAMP, WIRE, "GET", path, Labels.of("mac", "52-54-00-1a-4d-70"), OptionalInt.of(status), bytes,
                Duration.ofMillis(2), "iPXE", Optional.empty());
    }
}
