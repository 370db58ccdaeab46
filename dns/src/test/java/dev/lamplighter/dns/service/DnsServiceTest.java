package dev.lamplighter.dns.service;

import static dev.lamplighter.dns.Asking.ask;
import static dev.lamplighter.dns.FakeUpstream.saying;
import static dev.lamplighter.dns.FakeUpstream.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.Asking;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.FakeUpstream;
import dev.lamplighter.dns.Talk;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DnsServiceTest {

    static final Map<String, List<IpAddress>> OURS = Map.of("ours.test", List.of(Ip4.of("192.0.2.2")));

    final FakeUpstream upstream = new FakeUpstream().at(1, saying("AN @ 60 TXT \"hello\""));
    final Talk alone = new Talk(new DnsService(new DnsSettings(List.of(), OURS, List.of()), upstream, () -> 7, () -> 0));
    final Talk forwarding = new Talk(new DnsService(new DnsSettings(List.of(), OURS, List.of(server(1))), upstream, () -> 7, () -> 0));

    @Test
    void without_an_upstream_other_names_are_refused_at_once() {
        assertThat(alone.waits(ask("www.example.com"))).isFalse();
        assertThat(alone.hear(ask("www.example.com")).rcode()).isEqualTo("REFUSED");
        assertThat(alone.hear(ask("www.example.com", "ANY")).rcode()).isEqualTo("REFUSED");
        assertThat(alone.hear(ask("ours.test", "AAAA")).rcode()).isEqualTo("NOERROR");
    }

    @Test
    void our_own_names_never_wait() {
        assertThat(forwarding.waits(ask("ours.test"))).isFalse();
        assertThat(forwarding.waits(ask("ours.test", "AAAA"))).isFalse();
        assertThat(forwarding.waits(ask("www.example.com"))).isTrue();
    }

    @Test
    void any_is_answered_in_one_small_record_and_never_forwarded() {
        assertThat(forwarding.hear(ask("www.example.com", "ANY")).answers()).containsExactly("HINFO \"RFC8482\" \"\"");
        assertThat(forwarding.hear(ask("www.example.com", "ANY").overTcp()).answers()).containsExactly("HINFO \"RFC8482\" \"\"");
        assertThat(upstream.log).isEmpty();
    }

    @Test
    void what_cannot_be_asked_is_refused() {
        assertThat(rcode(ask("www.example.com", "AXFR").overTcp())).isEqualTo("REFUSED");
        assertThat(rcode(ask("ours.test", "IXFR"))).isEqualTo("REFUSED");
        assertThat(rcode(ask("www.example.com", "TSIG"))).isEqualTo("FORMERR");
        assertThat(rcode(ask("www.example.com").ednsVersion(1))).isEqualTo("BADVERS");
        assertThat(upstream.log).isEmpty();
    }

    private String rcode(Asking asking) {
        return forwarding.hear(asking).rcode();
    }
}
