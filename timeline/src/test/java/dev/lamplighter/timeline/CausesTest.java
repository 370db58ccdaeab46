package dev.lamplighter.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Tftp;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A boot that stops somewhere, and what is said of it. */
class CausesTest {

    final Lab lab = new Lab();
    final Lab.Node node = lab.node("52:54:00:00:00:01", "192.0.2.101");

    @Test
    void nothing_is_said_of_a_boot_that_may_go_on() {
        node.firmware().fetches("ipxe.efi").ipxe().script().kernel();
        lab.wait(Duration.ofMinutes(3));
        assertThat(lab.boot().state()).isEqualTo(Boot.State.UNDER_WAY);
        assertThat(lab.boot().diagnosis()).isEmpty();
    }

    @Test
    void offered_and_nothing_requested() {
        node.dhcp(false, "DISCOVER", "OFFER", "ipxe.efi");
        lab.otherServer();
        assertThat(after(Duration.ofMinutes(1))).isEqualTo("offer-not-taken");
        assertThat(lab.boot().diagnosis().orElseThrow().sentence()).contains("192.0.2.9 answered");
    }

    @Test
    void not_answered_for_a_reason() {
        node.ignored("DISCOVER", "boot-not-matched");
        assertThat(after(Duration.ZERO)).isEqualTo("boot-not-matched");
    }

    @Test
    void tftp_never_asked() {
        node.firmware();
        assertThat(after(Duration.ofMinutes(1))).isEqualTo("loader-never-asked");
    }

    @Test
    void a_file_that_is_not_there() {
        node.firmware().tftp("ipxe.efi", Tftp.Step.REFUSED, 0, Optional.of(new Reason("no-such-file", "no such file")));
        assertThat(after(Duration.ZERO)).isEqualTo("no-such-file");
    }

    @Test
    void a_transfer_that_died_at_a_block_and_one_that_never_began() {
        var silent = Optional.of(new Reason("tftp-silent", "the client is silent"));
        node.firmware().tftp("ipxe.efi", Tftp.Step.ABORTED, 1428, silent);
        assertThat(after(Duration.ZERO)).isEqualTo("transfer-died");
        node.tftp("ipxe.efi", Tftp.Step.ABORTED, 0, silent);
        assertThat(after(Duration.ZERO)).isEqualTo("transfer-never-began");
    }

    @Test
    void a_boot_file_that_asks_for_nothing() {
        node.firmware().fetches("ipxe.efi");
        assertThat(after(Duration.ofMinutes(2))).isEqualTo("loader-silent");
    }

    @Test
    void ipxe_that_is_sent_back_to_ipxe() {
        node.fetches("undionly.kpxe").fetches("undionly.kpxe").fetches("undionly.kpxe");
        assertThat(after(Duration.ZERO)).isEqualTo("ipxe-loop");
    }

    @Test
    void a_script_that_is_never_asked_for() {
        node.firmware().fetches("ipxe.efi").ipxe();
        assertThat(after(Duration.ofMinutes(2))).isEqualTo("script-never-asked");
    }

    @Test
    void no_group_no_profile_and_a_template_with_a_hole() {
        node.firmware().fetches("ipxe.efi").ipxe().gets("/boot.ipxe").isRefused("/ipxe", "no-group");
        assertThat(after(Duration.ZERO)).isEqualTo("no-group");
        node.isRefused("/ipxe", "profile-missing");
        assertThat(after(Duration.ZERO)).isEqualTo("profile-missing");
        node.asks("/ipxe");
        assertThat(lab.boot().diagnosis()).isEmpty();
        node.kernel().isRefused("/ignition", "template-key-missing");
        assertThat(after(Duration.ZERO)).isEqualTo("template-key-missing");
    }

    @Test
    void a_kernel_that_is_not_there_and_one_that_asks_for_nothing() {
        node.ipxe().script().isRefused("/assets/vmlinuz", "no-such-file");
        assertThat(after(Duration.ZERO)).isEqualTo("no-such-file");
        node.kernel();
        assertThat(after(Duration.ofMinutes(5))).isEqualTo("config-never-asked");
        node.asks("/ignition");
        assertThat(lab.boot().state()).isEqualTo(Boot.State.DONE);
    }

    private String after(Duration time) {
        lab.wait(time);
        return lab.boot().diagnosis().map(Diagnosis::code).orElse("none");
    }
}
