package dev.lamplighter.appliance.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonTallyTest {

    static final Stamp STAMP = new Stamp("lab1", 1, Instant.EPOCH, 0);
    static final Wire WIRE = new Wire("eth1", new InetSocketAddress("192.0.2.7", 68), new InetSocketAddress("192.0.2.2", 67));

    final ReasonTally tally = new ReasonTally();

    @Test
    void silences_and_refusals_of_all_doors_are_counted_and_the_most_frequent_comes_first() {
        tally.accept(missingFile());
        for (int i = 0; i < 12; i++) {
            tally.accept(silence("not-pxe"));
        }
        tally.accept(noMessage("dhcp-cut-off"));
        tally.accept(missingFile());

        assertThat(tally.counts()).containsExactly(Map.entry("dhcp not-pxe", 12L), Map.entry("tftp file-missing", 2L),
                Map.entry("bad-packet dhcp-cut-off", 1L));
        assertThat(tally.line()).isEqualTo("kept back or refused: dhcp not-pxe 12, tftp file-missing 2, bad-packet dhcp-cut-off 1");
    }

    @Test
    void the_same_code_at_two_doors_is_two_counts_and_equal_counts_stand_in_the_order_of_their_names() {
        tally.accept(noMessage("busy"));
        tally.accept(silence("busy"));
        tally.accept(silence("asleep"));
        assertThat(tally.line()).isEqualTo("kept back or refused: bad-packet busy 1, dhcp asleep 1, dhcp busy 1");
    }

    @Test
    void where_everybody_was_answered_there_is_nothing_to_say() {
        tally.accept(new BootEvent.Tftp(STAMP, WIRE, 1, "ipxe.efi", BootEvent.Tftp.Step.FINISHED, 9, Duration.ZERO, Optional.empty()));
        tally.accept(new BootEvent.Notice(STAMP, BootEvent.Notice.Level.WARN, "catalog-polling", "slow"));
        assertThat(tally.counts()).isEmpty();
        assertThat(tally.line()).isEmpty();
    }

    @Test
    void a_thousand_pairs_are_told_apart_and_newcomers_are_others() {
        for (int i = 0; i < 1003; i++) {
            tally.accept(silence("code-" + i));
        }
        tally.accept(silence("code-0"));
        tally.accept(silence("code-1002"));

        assertThat(tally.counts()).hasSize(1001).containsEntry("dhcp code-0", 2L).containsEntry("dhcp code-999", 1L)
                .containsEntry("other", 4L).doesNotContainKey("dhcp code-1000");
        assertThat(tally.line()).startsWith("kept back or refused: dhcp code-0 2, ").endsWith(", other 4");
    }

    @Test
    void what_was_read_once_stays_as_it_was() {
        tally.accept(silence("not-pxe"));
        var before = tally.counts();
        tally.accept(silence("not-pxe"));
        assertThat(before).containsExactly(Map.entry("dhcp not-pxe", 1L));
    }

    @Test
    void however_many_threads_tell_at_once_none_is_lost_and_the_bound_holds() throws InterruptedException {
        var small = new ReasonTally(3);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 5_000; n++) {
                    small.accept(silence("code-" + n % 5));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(small.counts()).hasSize(4).containsEntry("other", 16_000L);
        assertThat(small.counts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(40_000);
    }

    private static BootEvent silence(String code) {
        return new BootEvent.Dhcp(STAMP, WIRE, 42, Mac.of("52:54:00:a1:9c:ae"), Optional.empty(), Optional.empty(), false, "DISCOVER",
                Optional.empty(), Optional.empty(), Optional.empty(), why(code));
    }

    private static BootEvent missingFile() {
        return new BootEvent.Tftp(STAMP, WIRE, 1, "absent", BootEvent.Tftp.Step.REFUSED, 0, Duration.ZERO, why("file-missing"));
    }

    private static BootEvent noMessage(String code) {
        return new BootEvent.BadPacket(STAMP, WIRE, "dhcp", 3, why(code));
    }

    private static Optional<Reason> why(String code) {
        return Optional.of(new Reason(code, "a sentence about " + code));
    }
}
