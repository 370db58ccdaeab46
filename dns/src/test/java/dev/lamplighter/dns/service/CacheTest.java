package dev.lamplighter.dns.service;

import static dev.lamplighter.dns.Asking.ask;
import static dev.lamplighter.dns.FakeUpstream.failing;
import static dev.lamplighter.dns.FakeUpstream.saying;
import static dev.lamplighter.dns.FakeUpstream.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.Asking;
import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.FakeUpstream;
import dev.lamplighter.dns.Talk;
import dev.lamplighter.dns.packet.DnsReply.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

class CacheTest {

    static final String SOA = "SOA ns.example. root.example. 1 60 60 60 30";

    long now = -5_000_000_000L;
    final FakeUpstream upstream = new FakeUpstream();
    Talk client = client(DnsLimits.DEFAULTS);

    @Test
    void a_second_question_does_not_reach_the_upstream_and_its_ttl_has_counted_down() {
        upstream.at(1, saying("AN @ 60 A 192.0.2.9"));
        assertThat(client.hear(ask("a.test")).ttl()).isEqualTo(60);
        passes(2);
        var second = client.hear(ask("A.TEST"));
        assertThat(second.answers()).containsExactly("A 192.0.2.9");
        assertThat(second.ttl()).isEqualTo(58);
        assertThat(second.source()).isEqualTo(Source.CACHE);
        assertThat(upstream.log).hasSize(1);
    }

    @Test
    void after_its_shortest_ttl_an_answer_is_asked_for_again() {
        upstream.at(1, saying("AN @ 60 CNAME b.test.", "AN b.test. 5 A 192.0.2.9"));
        client.hear(ask("a.test"));
        passes(4);
        client.hear(ask("a.test"));
        assertThat(upstream.log).hasSize(1);
        passes(1);
        client.hear(ask("a.test"));
        assertThat(upstream.log).hasSize(2);
    }

    @Test
    void that_a_name_does_not_exist_is_remembered_as_long_as_the_soa_says() {
        upstream.at(1, failing(Rcode.NXDOMAIN, "AU example. 3600 " + SOA));
        assertThat(client.hear(ask("no.test")).authority()).hasSize(1);
        passes(29);
        var second = client.hear(ask("no.test"));
        assertThat(second.rcode()).isEqualTo("NXDOMAIN");
        assertThat(second.authorityTtl()).as("nobody may remember it longer than the SOA's minimum").isEqualTo(1);
        assertThat(upstream.log).hasSize(1);
        passes(1);
        client.hear(ask("no.test"));
        assertThat(upstream.log).hasSize(2);
    }

    @Test
    void that_a_type_does_not_exist_is_remembered_for_that_type() {
        upstream.at(1, (query, over) -> List.of((query.getQuestion().getType() == 1
                ? FakeUpstream.answer(query, Rcode.NOERROR, "AN @ 60 A 192.0.2.9")
                : FakeUpstream.answer(query, Rcode.NOERROR, "AU example. 60 " + SOA)).toWire()));
        assertThat(client.hear(ask("a.test", "AAAA")).answers()).isEmpty();
        assertThat(client.hear(ask("a.test", "AAAA")).source()).isEqualTo(Source.CACHE);
        assertThat(client.hear(ask("a.test")).answers()).hasSize(1);
    }

    @Test
    void what_says_nothing_about_its_lifetime_is_not_remembered() {
        for (FakeUpstream.Script script : List.of(saying(), saying("AN @ 60 CNAME b.test."), saying("AN @ 0 A 192.0.2.9"), failing(Rcode.NXDOMAIN),
                failing(Rcode.SERVFAIL), failing(Rcode.REFUSED))) {
            upstream.at(1, script);
            client.hear(ask("a.test"));
            assertThat(client.hear(ask("a.test")).source()).isEqualTo(Source.UPSTREAM);
        }
    }

    @Test
    void a_question_that_wants_dnssec_or_unchecked_data_has_an_answer_of_its_own() {
        upstream.at(1, saying("AN @ 60 A 192.0.2.9"));
        for (Asking asking : List.of(ask("a.test"), ask("a.test").wantingDnssec())) {
            assertThat(client.hear(asking).source()).isEqualTo(Source.UPSTREAM);
            assertThat(client.hear(asking).source()).isEqualTo(Source.CACHE);
        }
    }

    @Test
    void an_answer_learned_over_tcp_is_cut_for_a_plain_client_and_whole_for_another() {
        String[] much = new String[8];
        for (int i = 0; i < much.length; i++) {
            much[i] = "AN @ 60 TXT " + ("abcdefgh" + i).repeat(11);
        }
        upstream.at(1, saying(much));
        assertThat(client.hear(ask("a.test", "TXT").edns(1232)).answers()).hasSize(8);
        assertThat(client.hear(ask("a.test", "TXT")).truncated()).isTrue();
        assertThat(client.hear(ask("a.test", "TXT").overTcp()).answers()).hasSize(8);
        assertThat(upstream.log).hasSize(1);
    }

    @Test
    void what_was_used_longest_ago_is_forgotten_first() {
        client = client(limits(2, 1 << 20));
        upstream.at(1, saying("AN @ 60 A 192.0.2.9"));
        client.hear(ask("a.test"));
        client.hear(ask("b.test"));
        client.hear(ask("a.test"));
        client.hear(ask("c.test"));
        assertThat(client.hear(ask("a.test")).source()).isEqualTo(Source.CACHE);
        assertThat(client.hear(ask("b.test")).source()).isEqualTo(Source.UPSTREAM);
    }

    @Test
    void octets_are_bounded_too() {
        client = client(limits(1000, 600));
        upstream.at(1, saying("AN @ 60 A 192.0.2.9"));
        client.hear(ask("a.test"));
        client.hear(ask("b.test"));
        client.hear(ask("c.test"));
        assertThat(client.hear(ask("c.test")).source()).isEqualTo(Source.CACHE);
        assertThat(client.hear(ask("a.test")).source()).isEqualTo(Source.UPSTREAM);
    }

    private Talk client(DnsLimits limits) {
        return new Talk(new DnsService(new DnsSettings(List.of(), Map.of(), List.of(server(1)), limits), upstream, () -> 7, () -> now));
    }

    private static DnsLimits limits(int entries, int octets) {
        return new DnsLimits(1232, entries, octets, 8, 8, 8, 8, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ZERO,
                Duration.ofDays(1), Duration.ofHours(3), 0);
    }

    private void passes(long seconds) {
        now += seconds * 1_000_000_000L;
    }
}
