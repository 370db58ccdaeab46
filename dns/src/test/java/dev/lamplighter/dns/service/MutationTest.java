package dev.lamplighter.dns.service;

import static dev.lamplighter.dns.Asking.ask;
import static dev.lamplighter.dns.FakeUpstream.answer;
import static dev.lamplighter.dns.FakeUpstream.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.Asking;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.FakeUpstream;
import dev.lamplighter.dns.Talk;
import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.MessageCodec;
import dev.lamplighter.dns.packet.Records;
import dev.lamplighter.dns.packet.RequestCodec;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Packets of any bytes, from clients and from upstream: nothing is thrown, and what is answered is a bounded DNS message. */
class MutationTest {

    static final int PACKETS = Integer.getInteger("lamplighter.mutations", 100_000);
    /** Each travels the whole way, which takes longer. */
    static final int UPSTREAM_ANSWERS = PACKETS / 10;

    final Random random = new Random(53);
    final FakeUpstream upstream = new FakeUpstream().at(1, (query, over) -> List.of(damaged(answer(query, Rcode.NOERROR,
            "AN @ 60 CNAME b.test.", "AN b.test. 60 A 192.0.2.9", "AN b.test. 60 TXT \"hello\"", "AN b.test. 60 MX 10 mx.test.",
            "AU example. 60 SOA ns.example. root.example. 1 60 60 60 30", "AD ns.example. 60 AAAA 2001:db8::1").toWire(), 12)));
    final Talk client = new Talk(new DnsService(
            new DnsSettings(List.of(), Map.of("ours.test", List.of(Ip4.of("192.0.2.2"))), List.of(server(1))), upstream, () -> 7, () -> 0));

    @Test
    void questions_of_any_bytes() throws IOException {
        List<Asking> good = List.of(ask("a.ours.test"), ask("x.example.com").edns(1232), ask("7.2.0.192.in-addr.arpa", "PTR"));
        int answered = 0;
        for (int i = 0; i < PACKETS; i++) {
            byte[] packet = damaged(good.get(i % good.size()).octets(), 0);
            Transport over = i % 2 == 0 ? Transport.UDP : Transport.TCP;
            if (RequestCodec.decode(Bytes.of(packet), over) instanceof Decoded.Message<DnsRequest>(DnsRequest request)) {
                byte[] reply = Talk.written(request, client.reply(request)).toArray();
                int most = over == Transport.UDP ? 1232 : 65535;
                boolean readable = i % 10 != 0 || new Message(reply).getHeader().getID() == request.header().id();
                if (reply.length > most || !readable || (reply[0] & 0xff) << 8 != (request.header().id() & 0xff00)) {
                    throw new AssertionError("a bad answer to " + Bytes.of(packet) + ": " + Bytes.of(reply));
                }
                answered++;
            }
            upstream.log.clear();
        }
        assertThat(answered).as("the damage leaves something to do").isBetween(PACKETS / 4, PACKETS - 1);
    }

    @Test
    void messages_of_any_bytes_are_read_or_refused_and_their_records_can_be_passed_on() throws IOException {
        DnsRequest.Question question = ask("q.example.com").question();
        Message query = new Message(ask("q.example.com").octets());
        byte[] whole = answer(query, Rcode.NOERROR, "AN @ 60 CNAME b.test.", "AN b.test. 60 A 192.0.2.9", "AN b.test. 60 TXT \"hello\"",
                "AU example. 60 SOA ns.example. root.example. 1 60 60 60 30").toWire();
        int read = 0;
        for (int i = 0; i < PACKETS; i++) {
            if (MessageCodec.decode(Bytes.owned(damaged(whole, 0))) instanceof Decoded.Message<Message>(Message message)
                    && MessageCodec.records(message, question) instanceof Decoded.Message<Records>(Records records)) {
                assertThat(records.length()).isLessThan(65_535);
                read++;
            }
        }
        assertThat(read).isBetween(PACKETS / 10, PACKETS - 1);
    }

    @Test
    void upstream_answers_of_any_bytes() throws IOException {
        int passedOn = 0;
        for (int i = 0; i < UPSTREAM_ANSWERS; i++) {
            DnsRequest.Question question = ask("q" + i + ".example.com").question();
            DnsReply reply = client.reply(question);
            var heard = new Message(Talk.written(question, reply).toArray());
            passedOn += heard.getHeader().getID() == question.header().id() && reply.source() == DnsReply.Source.UPSTREAM ? 1 : 0;
            upstream.log.clear();
        }
        assertThat(passedOn).isBetween(UPSTREAM_ANSWERS / 10, UPSTREAM_ANSWERS - 1);
    }

    /** Some octets from {@code first} on changed, and sometimes the end cut off or something appended. */
    private byte[] damaged(byte[] packet, int first) {
        byte[] changed = packet.clone();
        for (int i = random.nextInt(6); i > 0; i--) {
            changed[first + random.nextInt(changed.length - first)] = (byte) random.nextInt(256);
        }
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(changed, first + random.nextInt(changed.length - first));
            case 1 -> Arrays.copyOf(changed, changed.length + random.nextInt(40));
            default -> changed;
        };
    }
}
