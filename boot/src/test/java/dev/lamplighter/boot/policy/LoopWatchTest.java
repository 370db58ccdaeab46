package dev.lamplighter.boot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

    static final Mac NODE1 = Mac.of("52:54:00:a1:9c:ae");

    final LoopWatch watch = new LoopWatch();

    @Test
    void the_third_identical_answer_within_a_minute_is_told_once() {
        assertThat(firmware(0, "ipxe.efi")).isEmpty();
        assertThat(firmware(20, "ipxe.efi")).isEmpty();
        assertThat(firmware(40, "ipxe.efi").orElseThrow()).startsWith("52:54:00:a1:9c:ae was sent ipxe.efi for the third time within a minute").contains("TFTP");
        assertThat(firmware(50, "ipxe.efi")).isEmpty();
    }

    @Test
    void a_boot_in_stages_and_one_that_is_slow_are_no_circle() {
        assertThat(firmware(0, "ipxe.efi")).isEmpty();
        assertThat(ipxe(5)).isEmpty();
        assertThat(firmware(50, "ipxe.efi")).isEmpty();
        assertThat(ipxe(55)).isEmpty();
        assertThat(firmware(61, "ipxe.efi")).isEmpty();
    }

    @Test
    void a_question_that_is_sent_again_is_one() {
        for (int i = 0; i < 5; i++) {
            assertThat(firmware(7, "ipxe.efi")).isEmpty();
        }
    }

    @Test
    void ipxe_in_a_circle_is_asked_about_its_url() {
        ipxe(0);
        ipxe(1);
        assertThat(ipxe(2).orElseThrow()).contains("open that URL");
    }

    @Test
    void only_so_many_machines_are_kept_in_mind() {
        var forgetful = new LoopWatch(Duration.ofMinutes(1), 1);
        for (int i = 0; i < 3; i++) {
            assertThat(forgetful.heard(event(i, NODE1, false, "a.efi"))).isEmpty();
            assertThat(forgetful.heard(event(i, Mac.of("52:54:00:00:00:02"), false, "a.efi"))).isEmpty();
        }
    }

    private Optional<String> firmware(int second, String file) {
        return watch.heard(event(second, NODE1, false, file));
    }

    private Optional<String> ipxe(int second) {
        return watch.heard(event(second, NODE1, true, "http://192.0.2.2:8080/boot.ipxe"));
    }

    private static BootEvent.Dhcp event(int second, Mac mac, boolean ipxe, String file) {
        var stamp = new Stamp("test", 1, Instant.EPOCH, Duration.ofSeconds(second).toNanos());
        var wire = new Wire("eth1", new InetSocketAddress("0.0.0.0", 68), new InetSocketAddress("192.0.2.2", 67));
        return new BootEvent.Dhcp(stamp, wire, second, mac, Optional.empty(), Optional.of(Arch.EFI_X64), ipxe, "DISCOVER", Optional.of("OFFER"), Optional.empty(),
                Optional.of(file), Optional.empty());
    }
}
