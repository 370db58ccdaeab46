package dev.lamplighter.dns.service;

import static dev.lamplighter.dns.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.FakeUpstream;
import dev.lamplighter.dns.Talk;
import dev.lamplighter.dns.packet.DnsReply;
import dev.lamplighter.model.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {

    static final Map<String, List<IpAddress>> NAMES = Map.of(
            "matchbox.example.com", ips("192.0.2.2"),
            "wild.test", ips("192.0.2.77"),
            "deep.wild.test", ips("192.0.2.80"),
            "six.test", ips("2001:db8::77"),
            "two.test", ips("192.0.2.78", "192.0.2.79"),
            "both.test", ips("192.0.2.81", "2001:db8::81"),
            "blocked.test", ips());

    final FakeUpstream upstream = new FakeUpstream().at(1, FakeUpstream.saying("AN @ 60 A 198.51.100.1"));
    final Talk client = new Talk(new DnsService(new DnsSettings(List.of(), NAMES, List.of(FakeUpstream.server(1))), upstream, () -> 7, () -> 0));

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the name itself,                    matchbox.example.com,   A,    A 192.0.2.2",
        "in another spelling,                MATCHBOX.example.COM,   A,    A 192.0.2.2",
        "a name below,                       pxe.wild.test,          A,    A 192.0.2.77",
        "a name far below,                   x.y.z.wild.test,        A,    A 192.0.2.77",
        "the longer of two wins,             deep.wild.test,         A,    A 192.0.2.80",
        "and for what is below it,           a.deep.wild.test,       A,    A 192.0.2.80",
        "all addresses,                      two.test,               A,    A 192.0.2.78|A 192.0.2.79",
        "an IPv6 address,                    six.test,               AAAA, AAAA 2001:db8:0:0:0:0:0:77",
        "each family its own,                both.test,              AAAA, AAAA 2001:db8:0:0:0:0:0:81",
        "no IPv6 address,                    matchbox.example.com,   AAAA, ''",
        "no IPv4 address,                    six.test,               A,    ''",
        "no other type,                      matchbox.example.com,   MX,   ''",
        "no HTTPS record below,              a.wild.test,            HTTPS,''",
        "ANY gets one set,                   both.test,              ANY,  A 192.0.2.81"})
    void a_name_and_everything_below_it_is_answered_here(String what, String name, String type, String answers) {
        var heard = client.hear(ask(name, type));
        assertThat(heard.rcode()).as(what).isEqualTo("NOERROR");
        assertThat(heard.answers()).containsExactlyElementsOf(answers.isEmpty() ? List.of() : List.of(answers.split("\\|", -1)));
        assertThat(heard.source()).isEqualTo(DnsReply.Source.OVERRIDE);
        assertThat(upstream.log).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"notwild.test", "xmatchbox.example.com", "example.com", "test", "wild.test.example"})
    void a_name_that_only_looks_alike_is_somebody_elses(String name) {
        assertThat(client.hear(ask(name)).answers()).containsExactly("A 198.51.100.1");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"blocked.test,A", "x.blocked.test,AAAA", "blocked.test,MX", "x.y.blocked.test,ANY"})
    void a_name_without_addresses_does_not_exist(String name, String type) {
        var heard = client.hear(ask(name, type));
        assertThat(heard.rcode()).isEqualTo("NXDOMAIN");
        assertThat(heard.answers()).isEmpty();
        assertThat(upstream.log).isEmpty();
    }

    @Test
    void a_hash_is_every_name_and_the_more_specific_still_wins() {
        var all = new Talk(new DnsService(new DnsSettings(List.of(), Map.of("#", ips("192.0.2.1"), "wild.test", ips("192.0.2.77")),
                List.of(FakeUpstream.server(1))), upstream, () -> 7, () -> 0));
        assertThat(all.hear(ask("www.example.com")).answers()).containsExactly("A 192.0.2.1");
        assertThat(all.hear(ask("x.wild.test")).answers()).containsExactly("A 192.0.2.77");
        assertThat(all.hear(ask("www.example.com", "AAAA")).rcode()).isEqualTo("NOERROR");
        assertThat(upstream.log).isEmpty();
    }

    @Test
    void any_over_tcp_gets_both_families() {
        assertThat(client.hear(ask("both.test", "ANY").overTcp()).answers()).containsExactly("A 192.0.2.81", "AAAA 2001:db8:0:0:0:0:0:81");
    }

    @Test
    void class_chaos_gets_no_address() {
        var heard = client.hear(ask("matchbox.example.com").dnsClass(3));
        assertThat(heard.rcode()).isEqualTo("REFUSED");
        assertThat(heard.answers()).isEmpty();
        assertThat(upstream.log).isEmpty();
    }

    @Test
    void the_answer_may_be_remembered_for_a_short_while_only() {
        assertThat(client.hear(ask("wild.test")).ttl()).isBetween(0L, 60L);
    }

    @Test
    void a_name_that_is_none_is_refused_before_anything_listens() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DnsService(new DnsSettings(List.of(), Map.of("a..b", ips("192.0.2.2")), List.of()), upstream, () -> 7, () -> 0))
                .withMessageContaining("a..b");
    }

    private static List<IpAddress> ips(String... addresses) {
        return Arrays.stream(addresses).map(address -> IpAddress.parse(address).orElseThrow()).toList();
    }
}
