package dev.lamplighter.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent.Tftp;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A boot that stops somewhere, and what is said of it. */
class CausesTest {

    /** As long as a machine has to ask for something else. */
    static final Duration SOON = Duration.ofSeconds(4);

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
    void another_server_was_chosen_and_its_address_is_said() {
        node.dhcp(false, "DISCOVER", "OFFER", "ipxe.efi").asksOther("dhcp-other-server", "192.0.2.9");
        assertThat(after(Duration.ofMinutes(1))).isEqualTo("another-server-won");
        assertThat(lab.boot().diagnosis().orElseThrow().sentence()).contains("REQUEST to 192.0.2.9");
    }

    @Test
    void beside_another_server_nothing_of_the_boot_is_asked_for_or_nobody_gives_an_address() {
        node.proxyOffer().asksOther("dhcp-proxy", "192.0.2.9");
        assertThat(after(Duration.ofMinutes(1))).isEqualTo("loader-never-asked");
        assertThat(lab.boot().addresses()).containsExactly("192.0.2.101");
    }

    @Test
    void told_what_to_boot_and_nobody_gives_an_address() {
        node.proxyOffer();
        assertThat(after(Duration.ofMinutes(1))).isEqualTo("no-address");
    }

    @Test
    void a_refusal_that_an_answer_follows_is_forgotten() {
        node.ignored("DISCOVER", "dhcp-busy").dhcp(false, "DISCOVER", "OFFER", "ipxe.efi");
        assertThat(after(SOON)).isEqualTo("none");
    }

    @Test
    void a_boot_that_another_follows_is_judged_at_once() {
        node.firmware().fetches("ipxe.efi").ipxe().script().kernel().firmware();
        assertThat(lab.boots()).hasSize(2);
        assertThat(lab.boots().getLast().diagnosis().orElseThrow().code()).isEqualTo("config-never-asked");
        assertThat(lab.boots().getFirst().state()).isEqualTo(Boot.State.UNDER_WAY);
    }

    @Test
    void the_machine_itself_ends_a_transfer() {
        node.firmware().tftp("ipxe.efi", Tftp.Step.ABORTED, 1428, Optional.of(new Reason("tftp-client-error", "ERROR 3 too large")));
        assertThat(after(SOON)).isEqualTo("loader-refused-by-machine");
    }

    @Test
    void a_certificate_that_the_machine_does_not_take() {
        node.firmware().fetches("ipxe.efi").ipxe().badPacket("tls");
        assertThat(after(SOON)).isEqualTo("certificate-refused");
    }

    @Test
    void a_stranger_that_speaks_no_tls_is_no_boot() {
        node.badPacket("tls");
        assertThat(lab.boots()).isEmpty();
    }

    @Test
    void no_group_because_whoever_puts_groups_is_refused() {
        lab.rpcRefused("no-client-certificate");
        node.ipxe().gets("/boot.ipxe").isRefused("/ipxe", "no-group");
        assertThat(after(SOON)).isEqualTo("rpc-refused");
        assertThat(lab.boot().diagnosis().orElseThrow().sentence()).contains("because of no-group").contains("because of no-client-certificate");
    }

    @Test
    void a_scanner_at_the_port_of_grpc_explains_nothing() {
        lab.rpcRefused("not-tls");
        node.ipxe().gets("/boot.ipxe").isRefused("/ipxe", "no-group");
        assertThat(after(SOON)).isEqualTo("no-group");
    }

    @Test
    void a_kernel_that_broke_off() {
        node.ipxe().script().isRefused("/assets/vmlinuz", "client-gone");
        assertThat(after(SOON)).isEqualTo("kernel-broke-off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-profile", "profile-missing", "no-boot", "no-template", "template-missing", "template-key-missing", "template-broken", "ignition-invalid",
            "butane-invalid", "cloud-config-invalid"})
    void what_a_document_lacks_comes_with_what_to_do(String code) {
        node.ipxe().script().kernel().isRefused("/ignition", code);
        assertThat(after(SOON)).isEqualTo(code);
        assertThat(lab.boot().diagnosis().orElseThrow().sentence()).isEqualTo("because of " + code);
        assertThat(lab.boot().diagnosis().orElseThrow().check()).isNotEqualTo("the sentence names what is missing");
    }

    @Test
    void not_answered_for_a_reason() {
        node.ignored("DISCOVER", "boot-not-matched");
        assertThat(after(SOON)).isEqualTo("boot-not-matched");
    }

    @Test
    void tftp_never_asked() {
        node.firmware();
        assertThat(after(Duration.ofMinutes(1))).isEqualTo("loader-never-asked");
    }

    @Test
    void a_file_that_is_not_there() {
        node.firmware().tftp("ipxe.efi", Tftp.Step.REFUSED, 0, Optional.of(new Reason("no-such-file", "no such file")));
        assertThat(after(SOON)).isEqualTo("no-such-file");
    }

    @Test
    void a_transfer_that_died_at_a_block_and_one_that_never_began() {
        var silent = Optional.of(new Reason("tftp-silent", "the client is silent"));
        node.firmware().tftp("ipxe.efi", Tftp.Step.ABORTED, 1428, silent);
        assertThat(after(SOON)).isEqualTo("transfer-died");
        node.tftp("ipxe.efi", Tftp.Step.ABORTED, 0, silent);
        assertThat(after(SOON)).isEqualTo("transfer-never-began");
    }

    @Test
    void a_boot_file_that_asks_for_nothing() {
        node.firmware().fetches("ipxe.efi");
        assertThat(after(Duration.ofMinutes(2))).isEqualTo("loader-silent");
    }

    @Test
    void ipxe_that_is_sent_back_to_ipxe() {
        node.fetches("undionly.kpxe").fetches("undionly.kpxe").fetches("undionly.kpxe");
        assertThat(after(SOON)).isEqualTo("ipxe-loop");
    }

    @Test
    void a_script_that_is_never_asked_for() {
        node.firmware().fetches("ipxe.efi").ipxe();
        assertThat(after(Duration.ofMinutes(2))).isEqualTo("script-never-asked");
    }

    @Test
    void no_group_no_profile_and_a_template_with_a_hole() {
        node.firmware().fetches("ipxe.efi").ipxe().gets("/boot.ipxe").isRefused("/ipxe", "no-group");
        assertThat(after(SOON)).isEqualTo("no-group");
        node.isRefused("/ipxe", "profile-missing");
        assertThat(after(SOON)).isEqualTo("profile-missing");
        node.asks("/ipxe");
        assertThat(lab.boot().diagnosis()).isEmpty();
        node.kernel().isRefused("/ignition", "template-key-missing");
        assertThat(after(SOON)).isEqualTo("template-key-missing");
    }

    @Test
    void a_kernel_that_is_not_there_and_one_that_asks_for_nothing() {
        node.ipxe().script().isRefused("/assets/vmlinuz", "asset-missing");
        assertThat(after(SOON)).isEqualTo("asset-missing");
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
