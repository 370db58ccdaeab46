package dev.lamplighter.tftp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.tftp.packet.TftpPacket.Option;
import dev.lamplighter.tftp.service.Transfer.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransferTest {

    static final Patience PATIENCE = Patience.standard();
    static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void blocks_go_out_one_by_one_and_the_last_one_is_short() {
        Transfer transfer = lockStep(1025);

        assertThat(transfer.start()).isEqualTo(new Step.Send(1, 1, SECOND));
        assertThat(transfer.ack(1)).isEqualTo(new Step.Send(2, 1, SECOND));
        assertThat(transfer.ack(2)).isEqualTo(new Step.Send(3, 1, SECOND));
        assertThat(transfer.octetsOf(3)).isEqualTo(1);
        assertThat(transfer.ack(3)).isEqualTo(new Step.Finished(Optional.empty()));
        assertThat(transfer.acknowledgedOctets()).isEqualTo(1025);
    }

    @Test
    void a_file_of_whole_blocks_ends_with_an_empty_one() {
        Transfer transfer = lockStep(512);

        transfer.start();
        assertThat(transfer.ack(1)).isEqualTo(new Step.Send(2, 1, SECOND));
        assertThat(transfer.octetsOf(2)).isZero();
        assertThat(transfer.ack(2)).isInstanceOf(Step.Finished.class);
    }

    @Test
    void an_empty_file_is_one_empty_block() {
        Transfer transfer = lockStep(0);

        assertThat(transfer.start()).isEqualTo(new Step.Send(1, 1, SECOND));
        assertThat(transfer.ack(1)).isInstanceOf(Step.Finished.class);
    }

    @Test
    void a_doubled_acknowledgement_does_not_double_the_data() {
        Transfer transfer = lockStep(5000);

        transfer.start();
        assertThat(transfer.ack(1)).isInstanceOf(Step.Send.class);
        assertThat(transfer.ack(1)).isEqualTo(new Step.Ignore());
        assertThat(transfer.ack(2)).isEqualTo(new Step.Send(3, 1, SECOND));
        assertThat(transfer.ack(1)).isEqualTo(new Step.Ignore());
        assertThat(transfer.ack(2)).isEqualTo(new Step.Ignore());
    }

    @Test
    void an_acknowledgement_of_what_was_never_sent_is_ignored() {
        Transfer transfer = lockStep(5000);

        transfer.start();
        assertThat(transfer.ack(0)).isEqualTo(new Step.Ignore());
        assertThat(transfer.ack(2)).isEqualTo(new Step.Ignore());
        assertThat(transfer.ack(65535)).isEqualTo(new Step.Ignore());
        assertThat(transfer.ack(1)).isEqualTo(new Step.Send(2, 1, SECOND));
    }

    @Test
    void a_lost_block_is_sent_again_after_ever_longer_waits_and_not_for_ever() {
        Transfer transfer = lockStep(5000);

        transfer.start();
        for (long seconds : new long[] {2, 4, 8, 16, 16}) {
            assertThat(transfer.timedOut()).isEqualTo(new Step.Send(1, 1, Duration.ofSeconds(seconds)));
        }
        assertThat(transfer.timedOut()).isInstanceOf(Step.Aborted.class).asString().contains("fell silent");
    }

    @Test
    void a_client_that_answers_again_is_waited_for_as_at_first() {
        Transfer transfer = lockStep(5000);

        transfer.start();
        transfer.timedOut();
        transfer.timedOut();
        assertThat(transfer.ack(1)).isEqualTo(new Step.Send(2, 1, SECOND));
    }

    @Test
    void the_clients_own_timeout_is_kept() {
        var terms = Terms.negotiate(List.of(new Option("timeout", "3")), 5000, TermsTest.ETHERNET);
        var transfer = new Transfer(terms, 5000, PATIENCE);

        assertThat(transfer.start()).isEqualTo(new Step.SendOptions(Duration.ofSeconds(3)));
        assertThat(transfer.timedOut()).isEqualTo(new Step.SendOptions(Duration.ofSeconds(3)));
        assertThat(transfer.ack(0)).isEqualTo(new Step.Send(1, 1, Duration.ofSeconds(3)));
    }

    @Test
    void block_numbers_go_on_at_0_after_65535() {
        Transfer transfer = lockStep(70_000L * 512);

        transfer.start();
        for (long block = 1; block < 70_000; block++) {
            assertThat(transfer.ack((int) (block & 0xffff))).isEqualTo(new Step.Send(block + 1, 1, SECOND));
        }
        assertThat(transfer.ack(70_000 & 0xffff)).isEqualTo(new Step.Send(70_001, 1, SECOND));
        assertThat(transfer.ack(70_001 & 0xffff)).isInstanceOf(Step.Finished.class);
    }

    @Test
    void a_window_goes_out_at_once_and_its_last_block_is_acknowledged() {
        Transfer transfer = windows(8, 20 * 1000 + 1);

        assertThat(transfer.start()).isInstanceOf(Step.SendOptions.class);
        assertThat(transfer.ack(0)).isEqualTo(new Step.Send(1, 8, SECOND));
        assertThat(transfer.ack(8)).isEqualTo(new Step.Send(9, 8, SECOND));
        assertThat(transfer.ack(16)).isEqualTo(new Step.Send(17, 5, SECOND));
        assertThat(transfer.ack(21)).isInstanceOf(Step.Finished.class);
    }

    @Test
    void a_window_goes_out_once_to_a_silent_client_and_then_one_block_at_a_time() {
        Transfer transfer = windows(8, 100_000);

        transfer.start();
        transfer.ack(0);
        for (long seconds : new long[] {2, 4, 8, 16, 16}) {
            assertThat(transfer.timedOut()).isEqualTo(new Step.Send(1, 1, Duration.ofSeconds(seconds)));
        }
        assertThat(transfer.ack(1)).as("it speaks again").isEqualTo(new Step.Send(2, 8, SECOND));
        assertThat(transfer.ack(8)).as("what it had all the while counts").isEqualTo(new Step.Send(9, 8, SECOND));
    }

    @Test
    void several_lost_blocks_of_a_window_are_made_good_one_gap_after_the_other() {
        Transfer transfer = windows(8, 100_000);

        transfer.start();
        transfer.ack(0);
        assertThat(transfer.ack(1)).as("2, 5 and 8 are lost").isEqualTo(new Step.Send(2, 8, SECOND));
        assertThat(transfer.ack(1)).isEqualTo(new Step.Hurry(PATIENCE.grace()));
        assertThat(transfer.timedOut()).isEqualTo(new Step.Send(2, 8, SECOND));
        assertThat(transfer.ack(4)).isEqualTo(new Step.Send(5, 8, SECOND));
        assertThat(transfer.ack(12)).isEqualTo(new Step.Send(13, 8, SECOND));
    }

    @Test
    void a_client_that_refuses_the_options_has_failed_though_it_asked_for_the_size() {
        Transfer transfer = windows(4, 100_000);

        transfer.start();
        assertThat(transfer.error(8, "option negotiation failed")).isInstanceOf(Step.Aborted.class);
    }

    @Test
    void a_client_that_asks_again_and_again_does_not_understand_its_options() {
        Transfer transfer = windows(4, 100_000);

        transfer.start();
        assertThat(List.of(transfer.repeatedRequest(), transfer.repeatedRequest(), transfer.repeatedRequest()))
                .containsExactly(Transfer.Repeat.SEND_AGAIN, Transfer.Repeat.SEND_AGAIN, Transfer.Repeat.BEGIN_PLAIN);
    }

    @Test
    void after_a_gap_the_window_goes_back_to_the_block_that_is_missing() {
        Transfer transfer = windows(8, 100_000);

        transfer.start();
        transfer.ack(0);
        assertThat(transfer.ack(3)).isEqualTo(new Step.Send(4, 8, SECOND));
        assertThat(transfer.ack(11)).isEqualTo(new Step.Send(12, 8, SECOND));
    }

    @Test
    void when_the_first_block_of_a_window_is_lost_it_goes_out_again_after_a_short_grace() {
        Transfer transfer = windows(8, 100_000);

        transfer.start();
        transfer.ack(0);
        transfer.ack(8);
        assertThat(transfer.ack(8)).isEqualTo(new Step.Hurry(PATIENCE.grace()));
        assertThat(transfer.ack(8)).isEqualTo(new Step.Ignore());
        assertThat(transfer.timedOut()).isEqualTo(new Step.Send(9, 8, SECOND));
    }

    @Test
    void a_doubled_acknowledgement_does_not_double_a_window_when_the_next_one_follows() {
        Transfer transfer = windows(8, 100_000);

        transfer.start();
        transfer.ack(0);
        transfer.ack(8);
        transfer.ack(8);
        assertThat(transfer.ack(16)).isEqualTo(new Step.Send(17, 8, SECOND));
        assertThat(transfer.timedOut()).isEqualTo(new Step.Send(17, 1, Duration.ofSeconds(2)));
    }

    @Test
    void a_late_acknowledgement_of_more_than_was_sent_again_still_counts() {
        Transfer transfer = windows(8, 100_000);

        transfer.start();
        transfer.ack(0);
        transfer.timedOut();
        assertThat(transfer.ack(3)).isEqualTo(new Step.Send(4, 8, SECOND));
        assertThat(transfer.ack(8)).isEqualTo(new Step.Send(9, 8, SECOND));
        assertThat(transfer.ack(3)).isEqualTo(new Step.Ignore());
    }

    @Test
    void a_client_that_only_wanted_the_size_has_not_failed() {
        Transfer transfer = windows(4, 100_000);

        transfer.start();
        assertThat(transfer.error(8, "User aborted the transfer")).isInstanceOf(Step.Finished.class).asString().contains("only asked for the size");
    }

    @Test
    void a_client_that_gives_up_later_has() {
        Transfer transfer = windows(4, 100_000);

        transfer.start();
        transfer.ack(0);
        assertThat(transfer.error(3, "disk full")).isInstanceOf(Step.Aborted.class).asString().contains("ERROR 3 disk full");
    }

    @Test
    void who_repeats_a_question_or_an_acknowledgement_without_end_is_answered_only_so_often() {
        Transfer plain = lockStep(5000);
        plain.start();
        for (int i = 0; i < PATIENCE.tries(); i++) {
            assertThat(plain.repeatedRequest()).isEqualTo(Transfer.Repeat.SEND_AGAIN);
        }
        assertThat(plain.repeatedRequest()).isEqualTo(Transfer.Repeat.IGNORE);

        Transfer windows = windows(8, 100_000);
        windows.start();
        windows.ack(0);
        for (int i = 0; i < PATIENCE.tries(); i++) {
            assertThat(windows.ack(0)).isInstanceOf(Step.Hurry.class);
            assertThat(windows.timedOut()).isEqualTo(new Step.Send(1, 8, SECOND));
        }
        assertThat(windows.ack(0)).isEqualTo(new Step.Ignore());
    }

    @Test
    void a_repeated_request_is_answered_again_passed_over_or_begins_anew() {
        Transfer transfer = lockStep(5000);

        transfer.start();
        assertThat(transfer.repeatedRequest()).isEqualTo(Transfer.Repeat.SEND_AGAIN);
        transfer.ack(1);
        assertThat(transfer.repeatedRequest()).isEqualTo(Transfer.Repeat.IGNORE);
        transfer.timedOut();
        assertThat(transfer.repeatedRequest()).isEqualTo(Transfer.Repeat.BEGIN_ANEW);
    }

    /** A receiver after RFC 7440 behind a line that loses, doubles and reorders; whatever it does to the packets, every block arrives in order. */
    @Test
    void every_block_arrives_whatever_the_line_does() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            int window = 1 + random.nextInt(16);
            long length = random.nextInt(200_000);
            var terms = Terms.negotiate(List.of(new Option("windowsize", String.valueOf(window)), new Option("blksize", "1000")), length, TermsTest.ETHERNET);
            var patient = new Patience(SECOND, SECOND, 1_000_000, Duration.ofMillis(50), Duration.ofHours(1));
            assertThat(new BadLine(new Transfer(terms, length, patient), window, random).blocksReceived()).as("seed " + seed).isEqualTo(length / 1000 + 1);
        }
    }

    private static Transfer lockStep(long length) {
        return new Transfer(Terms.negotiate(List.of(), length, TermsTest.ETHERNET), length, PATIENCE);
    }

    private static Transfer windows(int window, long length) {
        return new Transfer(Terms.negotiate(List.of(new Option("blksize", "1000"), new Option("windowsize", String.valueOf(window)), new Option("tsize", "0")),
                length, TermsTest.ETHERNET), length, PATIENCE);
    }
}
