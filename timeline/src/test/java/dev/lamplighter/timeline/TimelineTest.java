package dev.lamplighter.timeline;

import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Tftp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;


class TimelineTest {

    final Lab lab = new Lab();
    final Lab.Node node1 = lab.node("52:54:00:00:00:01", "192.0.2.101");
    final Lab.Node node2 = lab.node("52:54:00:00:00:02", "192.0.2.102");

    @Test
    void a_boot_in_full_mode_is_one_story_from_the_first_packet_to_its_configuration() {
        node1.firmware().fetches("ipxe.efi").ipxe().script().kernel().system().asks("/ignition").asks("/metadata");
        Boot boot = lab.boot();
        assertThat(boot.mac()).contains(Mac.of("52:54:00:00:00:01"));
        assertThat(boot.uuid()).contains(Lab.BOARD);
        assertThat(boot.addresses()).containsExactly("192.0.2.101");
        assertThat(boot.state()).isEqualTo(Boot.State.DONE);
        assertThat(boot.stage()).isEqualTo(Stage.CONFIG);
        assertThat(boot.steps().stream().filter(step -> step.result() == Step.Result.DONE).map(step -> step.stage().key() + " " + step.what())).containsExactly(
                "firmware ACK 192.0.2.101, boot ipxe.efi", "loader ipxe.efi", "ipxe ACK 192.0.2.101, boot http://192.0.2.2:8080/boot.ipxe",
                "script /boot.ipxe", "script /ipxe", "kernel /assets/vmlinuz", "kernel /assets/initrd.gz", "system ACK 192.0.2.101", "config /ignition",
                "config /metadata");
        assertThat(boot.took()).isBetween(Duration.ofMillis(1200), Duration.ofMillis(1800));
    }

    @Test
    void beside_another_server_the_story_is_one_as_well() {
        node1.proxied().fetches("ipxe.efi").gets("/boot.ipxe").asks("/ipxe").kernel().asks("/ignition");
        assertThat(lab.boot().state()).isEqualTo(Boot.State.DONE);
        assertThat(lab.boot().steps().getFirst().stage()).isEqualTo(Stage.FIRMWARE);
    }

    @Test
    void beside_another_server_the_address_that_firmware_asks_that_one_for_ties_its_transfer_to_it() {
        node1.proxyOffer().asksOther("dhcp-proxy", "192.0.2.9").fetches("undionly.kpxe");
        assertThat(lab.boot().mac()).contains(Mac.of("52:54:00:00:00:01"));
        assertThat(lab.boot().stage()).isEqualTo(Stage.LOADER);
        assertThat(lab.boot().steps()).extracting(Step::what).containsExactly("OFFER, boot ipxe.efi", "REQUEST to 192.0.2.9, for 192.0.2.101", "undionly.kpxe");
    }

    @Test
    void a_step_keeps_so_much_of_what_the_wire_said_and_no_more() {
        var step = new Step(Stage.KERNEL, Step.Result.FAILED, Instant.EPOCH, Duration.ZERO, "/assets/" + "x".repeat(10_000), 0, 0, 1,
                Optional.of(new Reason("asset-missing", "y".repeat(10_000))));
        assertThat(step.what()).hasSize(257).startsWith("/assets/x").endsWith("…");
        assertThat(step.trouble().orElseThrow().sentence()).hasSize(513);
        assertThat(step.trouble().orElseThrow().code()).isEqualTo("asset-missing");
    }

    @Test
    void a_transfer_is_one_step_from_its_beginning_to_its_end() {
        node1.firmware().tftp("ipxe.efi", Tftp.Step.STARTED, 0, Optional.empty());
        node1.progress("tftp", "ipxe.efi", 425_264, 850_528);
        Step half = lab.boot().steps().getLast();
        assertThat(half.result()).isEqualTo(Step.Result.BEGUN);
        assertThat(half.bytes() * 2).isEqualTo(half.whole()).isEqualTo(850_528);
        node1.tftp("ipxe.efi", Tftp.Step.FINISHED, 850_528, Optional.empty());
        assertThat(lab.boot().steps()).filteredOn(step -> step.stage() == Stage.LOADER).singleElement()
                .satisfies(whole -> assertThat(whole.result()).isEqualTo(Step.Result.DONE), whole -> assertThat(whole.bytes()).isEqualTo(850_528));
        node1.ipxe().script().progress("http", "/assets/initrd.gz", 10, 100);
        assertThat(lab.boot().stage()).isEqualTo(Stage.KERNEL);
    }

    @Test
    void the_question_for_a_size_alone_is_no_transfer() {
        node1.firmware().tftp("ipxe.efi", Tftp.Step.STARTED, 0, Optional.empty())
                .tftp("ipxe.efi", Tftp.Step.FINISHED, 0, Optional.of(new Reason("tftp-size-only", "the client only asked for the size"))).fetches("ipxe.efi");
        assertThat(lab.boot().steps()).filteredOn(step -> step.stage() == Stage.LOADER).hasSize(1);
    }

    @Test
    void a_machine_that_is_sent_to_its_disk_is_done() {
        node1.disk();
        assertThat(lab.boot().state()).isEqualTo(Boot.State.DONE);
    }

    @Test
    void who_asks_with_the_hardware_address_of_another_does_not_become_that_one() {
        node1.firmware();
        node2.firmware();
        node1.http("/ipxe", Map.of("mac", "52:54:00:00:00:02"), 200, Optional.empty());
        node1.fetches("ipxe.efi");
        assertThat(lab.boots()).extracting(boot -> boot.mac().orElseThrow() + " " + boot.stage().key() + " " + boot.addresses())
                .containsExactlyInAnyOrder("52:54:00:00:00:01 loader [192.0.2.101]", "52:54:00:00:00:02 script [192.0.2.102]");
    }

    @Test
    void news_is_told_once_and_silence_only_to_who_asks_for_it() {
        node1.firmware();
        node2.firmware();
        assertThat(lab.news(false)).containsExactly("firmware under way", "firmware under way");
        assertThat(lab.news(true)).isEmpty();
        node1.fetches("ipxe.efi");
        assertThat(lab.news(false)).containsExactly("loader under way");
        lab.wait(Duration.ofMinutes(2));
        assertThat(lab.news(false)).isEmpty();
        assertThat(lab.news(true)).containsExactly("firmware stopped", "loader stopped");
        assertThat(lab.news(true)).isEmpty();
    }

    @Test
    void a_flood_of_desktops_pushes_no_boot_out() {
        var small = new Lab(new TimelineLimits(2, 2, 5, 10));
        small.node("52:54:00:00:00:01", "192.0.2.1").firmware();
        for (int i = 1; i <= 50; i++) {
            small.node("52:54:00:00:01:%02x".formatted(i), "192.0.2." + i).system();
        }
        assertThat(small.boots()).hasSize(1);
    }

    @Test
    void without_a_word_of_dhcp_an_address_is_a_machine_until_it_says_who_it_is() {
        node1.fetches("undionly.kpxe");
        assertThat(lab.boot().mac()).isEmpty();
        assertThat(lab.boot().addresses()).containsExactly("192.0.2.101");
        node1.script().kernel();
        assertThat(lab.boot().mac()).contains(Mac.of("52:54:00:00:00:01"));
        assertThat(lab.boot().steps()).extracting(Step::stage).startsWith(Stage.LOADER).endsWith(Stage.KERNEL);
    }

    @Test
    void machines_that_boot_at_once_are_kept_apart_though_their_boards_say_one_uuid() {
        node1.firmware();
        node2.firmware();
        node1.fetches("ipxe.efi").ipxe();
        node2.fetches("ipxe.efi").ipxe().script();
        assertThat(lab.boots()).hasSize(2).extracting(boot -> boot.mac().orElseThrow() + " " + boot.stage().key())
                .containsExactlyInAnyOrder("52:54:00:00:00:01 ipxe", "52:54:00:00:00:02 script");
    }

    @Test
    void the_next_boot_of_a_machine_is_another_and_only_so_many_are_kept() {
        for (int i = 0; i < 6; i++) {
            node1.firmware().fetches("ipxe.efi").ipxe().script().kernel().asks("/ignition");
            lab.wait(Duration.ofSeconds(20));
        }
        assertThat(lab.boots()).hasSize(TimelineLimits.DEFAULT.boots()).allMatch(boot -> boot.state() == Boot.State.DONE);
        assertThat(lab.boots()).extracting(Boot::id).containsExactly("lab-6", "lab-5", "lab-4", "lab-3");
    }

    @Test
    void firmware_that_asks_again_is_still_at_the_same_boot() {
        node1.dhcp(false, "DISCOVER", "OFFER", "ipxe.efi").dhcp(false, "DISCOVER", "OFFER", "ipxe.efi").firmware();
        assertThat(lab.boot().steps().getFirst().times()).isEqualTo(3);
    }

    @Test
    void a_desktop_that_only_wants_an_address_boots_nothing() {
        node1.system();
        assertThat(lab.boots()).isEmpty();
        node1.gets("/").gets("/favicon.ico");
        assertThat(lab.boots()).isEmpty();
    }

    @Test
    void who_asks_on_our_own_host_for_a_machines_configuration_is_not_that_machine() {
        lab.node("52:54:00:00:00:01", Lab.OURS).asks("/ignition").fetches("ipxe.efi");
        assertThat(lab.boots()).isEmpty();
    }

    @Test
    void ipxe_in_a_rom_begins_a_boot_of_its_own() {
        node1.ipxe().script().kernel();
        assertThat(lab.boot().stage()).isEqualTo(Stage.KERNEL);
        lab.wait(Duration.ofSeconds(30));
        node1.ipxe().script();
        assertThat(lab.boots()).hasSize(2);
    }

    @Test
    void secure_boot_by_tftp_alone_has_the_same_stages() {
        node1.firmware().fetches("shimx64.efi").fetches("grubx64.efi").fetches("/grub/grub.cfg").fetches("/grub/grub.cfg-01-52-54-00-00-00-01")
                .fetches("/assets/vmlinuz");
        assertThat(lab.boot().stage()).isEqualTo(Stage.KERNEL);
    }

    @Test
    void machines_beyond_the_limit_are_forgotten_the_one_that_was_silent_for_the_longest_time_first() {
        var small = new Lab(new TimelineLimits(10, 2, 5, 10));
        for (int i = 1; i <= 50; i++) {
            small.node("52:54:00:00:01:%02x".formatted(i), "192.0.2." + i).firmware().fetches("ipxe.efi").ipxe().script().kernel();
        }
        assertThat(small.boots()).hasSize(10).allMatch(boot -> boot.steps().size() == 5);
        assertThat(small.boots().getFirst().mac()).isEqualTo(Optional.of(Mac.of("52:54:00:00:01:32")));
    }
}
