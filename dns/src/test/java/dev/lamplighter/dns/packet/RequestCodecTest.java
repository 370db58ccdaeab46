package dev.lamplighter.dns.packet;

import static dev.lamplighter.dns.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class RequestCodecTest {

    @Test
    void a_plain_question_is_read() {
        String wire = "1234 0100 0001 0000 0000 0000" + "01 61 04 74657374 00 001c 0001";
        assertThat(read(wire)).isEqualTo(new Decoded.Message<>(new DnsRequest.Question(
                new DnsHeader(0x1234, 0, true, false), Transport.UDP, DnsName.of("a.test"), Type.AAAA, 1, Optional.empty())));
    }

    @Test
    void an_opt_record_says_what_the_client_takes() {
        assertThat(ask("a.test").edns(1400).question().edns()).contains(new Edns(1400, 0, false));
        assertThat(ask("a.test").wantingDnssec().question().dnssecOk()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a name that points into itself,   000100010001 0000 0000 0000 c00c 0001 0001, FORMERR",
        "a label of 64 octets,             000100010001 0000 0000 0000 40 00 0001 0001, FORMERR",
        "a name without an end,            000100010001 0000 0000 0000 0161, FORMERR",
        "no room for the type,             000100010001 0000 0000 0000 0161 00 00, FORMERR",
        "no question,                      000100010000 0000 0000 0000, FORMERR",
        "two questions,                    000100010002 0000 0000 0000 00 0001 0001 00 0001 0001, FORMERR",
        "an answer in a question,          000100010001 0001 0000 0000 00 0001 0001, FORMERR",
        "a record that is not there,       000100010001 0000 0000 0001 00 0001 0001, FORMERR",
        "an OPT record that is cut off,    000100010001 0000 0000 0001 00 0001 0001 00 0029 04d0 00000000 0004, FORMERR",
        "an OPT record with a name,        000100010001 0000 0000 0001 00 0001 0001 016100 0029 04d0 00000000 0000, FORMERR",
        "two OPT records,                  000100010001 0000 0000 0002 00 0001 0001 00 0029 04d0 00000000 0000 00 0029 04d0 00000000 0000, FORMERR",
        "octets after the end,             000100010001 0000 0000 0000 00 0001 0001 ff, FORMERR",
        "a STATUS request,                 000110000001 0000 0000 0000 00 0001 0001, NOTIMP",
        "an UPDATE,                        000128000001 0000 0000 0000 00 0006 0001, NOTIMP"})
    void what_can_be_refused_is_refused(String what, String wire, String rcode) {
        assertThat(read(wire)).as(what).isInstanceOfSatisfying(Decoded.Message.class, message ->
                assertThat(message.value()).isInstanceOfSatisfying(DnsRequest.Refusable.class, refusable -> {
                    assertThat(Rcode.string(refusable.rcode())).isEqualTo(rcode);
                    assertThat(refusable.reason().sentence()).isNotBlank();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"nothing, ''", "half a header, 000101000001", "an answer, 000181800001 0000 0000 0000 00 0001 0001", "an answer's header, 000181800000 0000 0000 0000"})
    void what_must_not_be_answered_is_malformed(String what, String wire) {
        assertThat(read(wire)).as(what).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void the_longest_name_is_read_and_a_longer_one_is_not() {
        String label = "3f" + "61".repeat(63);
        assertThat(read("000101000001000000000000" + label.repeat(3) + "3d" + "61".repeat(61) + "00" + "00010001"))
                .isInstanceOfSatisfying(Decoded.Message.class, message -> assertThat(message.value()).isInstanceOf(DnsRequest.Question.class));
        assertThat(read("000101000001000000000000" + label.repeat(3) + "3e" + "61".repeat(62) + "00" + "00010001"))
                .isInstanceOfSatisfying(Decoded.Message.class, message -> assertThat(message.value()).isInstanceOf(DnsRequest.Refusable.class));
    }

    private static Decoded<DnsRequest> read(String wire) {
        return RequestCodec.decode(Bytes.hex(wire.replace(" ", "")), Transport.UDP);
    }
}
