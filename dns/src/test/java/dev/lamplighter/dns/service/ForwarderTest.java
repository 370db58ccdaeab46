package dev.lamplighter.dns.service;

import static dev.lamplighter.dns.Asking.ask;
import static dev.lamplighter.dns.FakeUpstream.answer;
import static dev.lamplighter.dns.FakeUpstream.failing;
import static dev.lamplighter.dns.FakeUpstream.saying;
import static dev.lamplighter.dns.FakeUpstream.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.FakeUpstream;
import dev.lamplighter.dns.Talk;
import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.dns.packet.Transport;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ForwarderTest {

    static final FakeUpstream.Script TRUE = saying("AN @ 60 A 192.0.2.9");

    long now;
    final AtomicInteger ids = new AtomicInteger(100);
    final FakeUpstream upstream = new FakeUpstream();
    final Talk client = asking(Duration.ofHours(1));

    /** A server counts as silent after a fifth of {@code timeout}. */
    private Talk asking(Duration timeout) {
        return new Talk(new DnsService(new DnsSettings(List.of(), Map.of(), List.of(server(1), server(2)), DnsLimits.DEFAULTS.withUpstreamTimeout(timeout)),
                upstream, ids::getAndIncrement, () -> now));
    }

    @Test
    void the_first_server_is_asked_first() {
        upstream.at(1, TRUE).at(2, failing(Rcode.NXDOMAIN));
        assertThat(client.hear(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
        assertThat(upstream.log).containsExactly("192.0.2.1 UDP a.test. +edns");
    }

    @Test
    void a_dead_server_is_passed_over_and_then_stepped_around_for_a_while() {
        upstream.at(2, TRUE);
        assertThat(client.hear(ask("a.test")).rcode()).isEqualTo("NOERROR");
        client.hear(ask("b.test"));
        upstream.log.clear();
        client.hear(ask("c.test"));
        assertThat(upstream.log).as("it failed twice in a row").containsExactly("192.0.2.2 UDP c.test. +edns");
        now += 31_000_000_000L;
        upstream.at(1, TRUE);
        upstream.log.clear();
        client.hear(ask("d.test"));
        assertThat(upstream.log).containsExactly("192.0.2.1 UDP d.test. +edns");
    }

    @Test
    void to_a_silent_server_the_next_is_asked_beside_and_the_first_answer_counts() throws Exception {
        var never = new CountDownLatch(1);
        upstream.at(1, (query, over) -> {
            awaited(never);
            throw new InterruptedIOException("silent to the end");
        }).at(2, TRUE);
        assertThat(asking(Duration.ofMillis(50)).hear(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
        assertThat(upstream.log).containsExactlyInAnyOrder("192.0.2.1 UDP a.test. +edns", "192.0.2.2 UDP a.test. +edns");
        never.countDown();
    }

    @Test
    void a_slow_server_that_answers_first_after_all_is_heard() throws Exception {
        var never = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        upstream.at(1, (query, over) -> {
            awaited(asked);
            return TRUE.on(query, over);
        }).at(2, (query, over) -> {
            asked.countDown();
            awaited(never);
            throw new InterruptedIOException("silent to the end");
        });
        assertThat(asking(Duration.ofMillis(50)).hear(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
        never.countDown();
    }

    private static void awaited(CountDownLatch latch) throws InterruptedIOException {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("ended");
        }
    }

    @Test
    void with_all_servers_dead_the_client_hears_servfail_and_we_say_why() {
        var reply = client.reply(ask("a.test").question());
        assertThat(Rcode.string(reply.rcode())).isEqualTo("SERVFAIL");
        assertThat(reply.reason().orElseThrow()).hasToString(
                "no upstream server answered (192.0.2.1 port 53: no answer within 2000 ms; 192.0.2.2 port 53: no answer within 2000 ms)");
        assertThat(client.reply(ask("a.test").question()).source()).isEqualTo(DnsReply.Source.NONE);
    }

    @Test
    void an_error_is_passed_on_only_if_no_other_server_knows_better() {
        upstream.at(1, failing(Rcode.SERVFAIL)).at(2, TRUE);
        assertThat(client.hear(ask("a.test")).rcode()).isEqualTo("NOERROR");
        upstream.at(2, failing(Rcode.REFUSED));
        assertThat(client.hear(ask("b.test")).rcode()).isEqualTo("REFUSED");
    }

    @Test
    void lies_are_not_even_noticed() {
        upstream.at(1, (query, over) -> {
            byte[] lie = answer(query, Rcode.NOERROR, "AN @ 60 A 203.0.113.66").toWire();
            return List.of(
                    with(lie, 1, lie[1] ^ 1),           // another id
                    with(lie, 2, lie[2] & 0x7f),        // a question
                    with(lie, 2, lie[2] | 0x28),        // another opcode
                    with(lie, 13, 'z'),                 // another name
                    with(lie, 20, Type.AAAA),           // another type
                    with(lie, 22, 3),                   // another class
                    with(lie, 5, 0),                    // no question
                    new byte[] {lie[0], lie[1]},
                    answer(query, Rcode.NOERROR, "AN @ 60 A 192.0.2.9").toWire());
        });
        assertThat(client.hear(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
        assertThat(upstream.log).hasSize(1);
    }

    @Test
    void an_answer_in_another_spelling_is_asked_for_again_over_tcp() {
        upstream.at(1, (query, over) -> over == Transport.TCP
                ? TRUE.on(query, over)
                : List.of(with(answer(query, Rcode.NOERROR, "AN @ 60 A 203.0.113.66").toWire(), 13, 'a')));
        assertThat(client.hear(ask("A.test")).answers()).containsExactly("A 192.0.2.9");
        assertThat(upstream.log).containsExactly("192.0.2.1 UDP A.test. +edns", "192.0.2.1 TCP A.test. +edns");
    }

    @Test
    void a_truncated_answer_is_fetched_over_tcp() {
        upstream.at(1, (query, over) -> {
            Message message = answer(query, Rcode.NOERROR, over == Transport.TCP ? new String[] {"AN @ 60 A 192.0.2.9"} : new String[0]);
            if (over == Transport.UDP) {
                message.getHeader().setFlag(Flags.TC);
            }
            return List.of(message.toWire());
        });
        assertThat(client.hear(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
    }

    @Test
    void a_server_older_than_edns_is_asked_without_it() {
        upstream.at(1, (query, over) -> query.getOPT() == null ? TRUE.on(query, over) : failing(Rcode.FORMERR).on(query, over));
        assertThat(client.hear(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
        assertThat(upstream.log).containsExactly("192.0.2.1 UDP a.test. +edns", "192.0.2.1 UDP a.test.");
    }

    @Test
    void an_answer_that_cannot_be_read_counts_as_none() {
        upstream.at(1, (query, over) -> {
            byte[] whole = TRUE.on(query, over).getFirst();
            return List.of(Arrays.copyOf(whole, whole.length - 2));
        }).at(2, TRUE);
        assertThat(client.hear(ask("a.test")).answers()).containsExactly("A 192.0.2.9");
        assertThat(upstream.log).hasSize(2);
    }

    @Test
    void the_clients_spelling_and_flags_travel_on_but_its_id_does_not() {
        var heard = new ArrayList<Message>();
        upstream.at(1, (query, over) -> {
            heard.add(query);
            return TRUE.on(query, over);
        });
        client.hear(ask("WwW.tEsT").id(4711).withoutRecursion());
        client.hear(ask("b.test").wantingDnssec());
        assertThat(heard.getFirst().getQuestion().getName()).hasToString("WwW.tEsT.");
        assertThat(heard.getFirst().getHeader().getFlag(Flags.RD)).isFalse();
        assertThat(heard).extracting(query -> query.getHeader().getID()).containsExactly(100, 101);
        assertThat(heard.getLast().getOPT().getFlags()).isEqualTo(0x8000);
        assertThat(heard.getLast().getOPT().getPayloadSize()).isEqualTo(1232);
    }

    @Test
    void what_belongs_to_one_hop_is_not_passed_on_and_what_we_do_not_know_is() {
        upstream.at(1, (query, over) -> {
            Message message = answer(query, Rcode.NOERROR);
            message.getHeader().setFlag(Flags.AD);
            message.addRecord(Record.newRecord(query.getQuestion().getName(), 999, 1, 60, new byte[] {1, 2, 3}), Section.ANSWER);
            message.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
            return List.of(message.toWire());
        });
        var heard = client.hear(ask("a.test").type(999));
        assertThat(heard.message().getSection(Section.ANSWER)).hasSize(1);
        assertThat(heard.message().getSection(Section.ADDITIONAL)).isEmpty();
        assertThat(heard.message().getHeader().getFlag(Flags.AD)).as("we did not check any signature").isFalse();
        assertThat(heard.message().getQuestion().getName()).isEqualTo(Name.fromConstantString("a.test."));
    }

    @Test
    void equal_questions_at_once_are_asked_upstream_once() throws Exception {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        upstream.at(1, (query, over) -> {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException hurried) {
                throw new InterruptedIOException();
            }
            return TRUE.on(query, over);
        });
        Callable<List<String>> question = () -> client.hear(ask("a.test")).answers();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(clients.submit(question));
            }
            asked.await();
            goOn.countDown();
            for (Future<List<String>> one : all) {
                assertThat(one.get()).containsExactly("A 192.0.2.9");
            }
        }
        assertThat(upstream.log).hasSize(1);
    }

    private static byte[] with(byte[] message, int at, int octet) {
        byte[] changed = message.clone();
        changed[at] = (byte) octet;
        return changed;
    }
}
