package dev.lamplighter.tftp.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionTroubleTest {

    static final InetAddress NODE1 = InetAddress.ofLiteral("192.0.2.11");
    static final InetAddress NODE2 = InetAddress.ofLiteral("192.0.2.12");

    long now;
    final OptionTrouble trouble = new OptionTrouble(3, Duration.ofMinutes(10), () -> now);

    @Test
    void after_two_failures_a_client_is_granted_nothing_for_that_file() {
        trouble.failed(NODE1, "ipxe.efi");
        assertThat(trouble.has(NODE1, "ipxe.efi")).isFalse();
        trouble.failed(NODE1, "ipxe.efi");
        assertThat(trouble.has(NODE1, "ipxe.efi")).isTrue();
        assertThat(trouble.has(NODE1, "grub.efi")).isFalse();
        assertThat(trouble.has(NODE2, "ipxe.efi")).isFalse();
    }

    @Test
    void a_success_or_time_makes_it_forgotten() {
        trouble.failed(NODE1, "ipxe.efi");
        trouble.failed(NODE1, "ipxe.efi");
        trouble.succeeded(NODE1, "ipxe.efi");
        assertThat(trouble.has(NODE1, "ipxe.efi")).isFalse();

        trouble.failed(NODE1, "ipxe.efi");
        now += Duration.ofMinutes(11).toNanos();
        trouble.failed(NODE1, "ipxe.efi");
        assertThat(trouble.has(NODE1, "ipxe.efi")).as("the first failure is long ago").isFalse();
    }

    @Test
    void who_troubled_longest_ago_makes_room() {
        for (String file : new String[] {"a", "b", "c", "d"}) {
            trouble.failed(NODE1, file);
            trouble.failed(NODE1, file);
        }
        assertThat(trouble.has(NODE1, "a")).isFalse();
        assertThat(trouble.has(NODE1, "d")).isTrue();
    }
}
