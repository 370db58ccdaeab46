package dev.lamplighter.tftp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.tftp.packet.TftpPacket.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {

    static final Terms.Limits ETHERNET = new Terms.Limits(1468, 64, 128 << 10);

    @Test
    void without_options_blocks_are_512_octets_in_lock_step() {
        assertThat(agree()).isEqualTo(new Terms(512, 1, java.util.Optional.empty(), List.of(), false));
    }

    @Test
    void what_was_asked_is_granted_in_the_letters_it_was_asked_in() {
        Terms terms = agree("BLKSIZE", "1024", "TSize", "0", "timeout", "3", "windowsize", "8");

        assertThat(terms.blockSize()).isEqualTo(1024);
        assertThat(terms.window()).isEqualTo(8);
        assertThat(terms.timeout()).contains(Duration.ofSeconds(3));
        assertThat(terms.sizeAsked()).isTrue();
        assertThat(terms.granted()).containsExactly(
                new Option("BLKSIZE", "1024"), new Option("TSize", "70000"), new Option("timeout", "3"), new Option("windowsize", "8"));
    }

    @Test
    void a_block_is_never_larger_than_the_path_carries_in_one_piece() {
        assertThat(agree("blksize", "65464").granted()).containsExactly(new Option("blksize", "1468"));
    }

    @Test
    void a_window_has_a_bound_in_blocks_and_in_octets() {
        assertThat(agree("windowsize", "65535").window()).isEqualTo(64);
        assertThat(Terms.negotiate(options("blksize", "65464", "windowsize", "16"), 1, new Terms.Limits(65464, 64, 128 << 10)).window()).isEqualTo(2);
        assertThat(Terms.negotiate(options("blksize", "65464", "windowsize", "16"), 1, new Terms.Limits(65464, 64, 1000)).window()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"blksize,0", "blksize,7", "blksize,65465", "blksize,-1", "blksize,abc", "blksize,''", "blksize,99999999999999999999", "timeout,0",
            "timeout,256", "timeout,x", "windowsize,0", "windowsize,65536", "tsize,-5", "tsize,x", "frobnicate,yes", "multicast,''"})
    void what_is_invalid_or_unknown_is_not_acknowledged(String name, String value) {
        assertThat(agree(name, value)).isEqualTo(agree());
    }

    @Test
    void an_option_counts_once() {
        assertThat(agree("blksize", "600", "BLKSIZE", "700").granted()).containsExactly(new Option("blksize", "600"));
    }

    @Test
    void netascii_ends_lines_with_cr_lf_and_keeps_a_bare_cr_apart() {
        assertThat(Netascii.of(Bytes.utf8("one\ntwo\r\nbare \r cr\n")).text()).isEqualTo("one\r\ntwo\r\0\r\nbare \r\0 cr\r\n");
    }

    private static Terms agree(String... pairs) {
        return Terms.negotiate(options(pairs), 70000, ETHERNET);
    }

    private static List<Option> options(String... pairs) {
        var options = new ArrayList<Option>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.add(new Option(pairs[i], pairs[i + 1]));
        }
        return options;
    }
}
