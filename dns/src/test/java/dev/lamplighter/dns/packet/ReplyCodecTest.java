package dev.lamplighter.dns.packet;

import static dev.lamplighter.dns.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.Talk;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class ReplyCodecTest {

    static final Records ADDRESS = Records.of(List.of(new Records.Own(Type.A, 60, Bytes.hex("c0000202"))));
    /** 27 octets for each record. */
    static final Records FORTY = Records.of(Collections.nCopies(40, new Records.Own(Type.TXT, 60, Bytes.hex("0e" + "61".repeat(14)))));

    @Test
    void an_address_octet_by_octet() {
        assertThat(hex(ask("a.test").question(), known(ADDRESS, 0))).isEqualTo((""
                + "1234 8580 0001 0001 0000 0000"
                + "01 61 04 74657374 00 0001 0001"
                + "c00c 0001 0001 0000003c 0004 c0000202").replace(" ", ""));
    }

    @Test
    void the_spelling_of_the_question_comes_back() {
        assertThat(hex(ask("A.tEST").question(), known(ADDRESS, 0))).contains("0141" + "0474455354" + "00");
    }

    @Test
    void seconds_that_passed_are_taken_off_but_never_below_zero() {
        assertThat(hex(ask("a.test").question(), known(ADDRESS, 2))).contains("0000003a0004");
        assertThat(hex(ask("a.test").question(), known(ADDRESS, 61))).contains("000000000004");
    }

    @Test
    void an_opt_record_is_sent_to_whom_sent_one_and_repeats_its_do_bit() {
        String opt = "00" + "0029" + "04d0" + "00" + "00";
        assertThat(hex(ask("a.test").question(), known(ADDRESS, 0))).doesNotContain(opt);
        assertThat(hex(ask("a.test").edns(4096).question(), known(ADDRESS, 0))).endsWith(opt + "0000" + "0000");
        assertThat(hex(ask("a.test").wantingDnssec().question(), known(ADDRESS, 0))).endsWith(opt + "8000" + "0000");
    }

    @Test
    void a_plain_client_gets_512_octets_one_with_edns_what_it_takes_up_to_ours() {
        assertThat(sent(ask("a.test").question())).satisfies(ReplyCodecTest::isTruncated);
        assertThat(sent(ask("a.test").edns(300).question())).satisfies(ReplyCodecTest::isTruncated);
        assertThat(sent(ask("a.test").edns(1100).question())).satisfies(ReplyCodecTest::isTruncated);
        assertThat(sent(ask("a.test").edns(1232).question()).message().getSection(1)).hasSize(40);
        assertThat(sent(ask("a.test").edns(65535).question()).octets().length()).isLessThanOrEqualTo(1232);
        assertThat(sent(ask("a.test").overTcp().question()).message().getSection(1)).hasSize(40);
    }

    @Test
    void a_refusal_of_what_could_not_be_read_is_a_header() {
        var broken = new DnsRequest.Refusable(new DnsHeader(7, 2, true, false), Transport.UDP, Rcode.NOTIMP, new Reason("x", "x"));
        assertThat(hex(broken, DnsReply.refusal(Rcode.NOTIMP, broken.reason()))).isEqualTo("0007" + "9184" + "0000000000000000");
    }

    @Test
    void a_code_above_15_stands_in_the_opt_record() {
        var question = ask("a.test").ednsVersion(1).question();
        var reply = Talk.written(question, DnsReply.refusal(Rcode.BADVERS, new Reason("x", "x")));
        assertThat(new Talk.Heard(DnsReply.Source.NONE, reply).rcode()).isEqualTo("BADVERS");
    }

    private static DnsReply known(Records records, long age) {
        return new DnsReply(Rcode.NOERROR, true, records, age, DnsReply.Source.OVERRIDE, Optional.empty());
    }

    private static Talk.Heard sent(DnsRequest.Question question) {
        return new Talk.Heard(DnsReply.Source.OVERRIDE, Talk.written(question, known(FORTY, 0)));
    }

    private static void isTruncated(Talk.Heard heard) {
        assertThat(heard.truncated()).isTrue();
        assertThat(heard.answers()).isEmpty();
        assertThat(heard.octets().length()).isLessThanOrEqualTo(512);
    }

    private static String hex(DnsRequest request, DnsReply reply) {
        return Talk.written(request, reply).toHex();
    }
}
