package dev.lamplighter.dns.service;

import static dev.lamplighter.dns.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.FakeUpstream;
import dev.lamplighter.dns.Talk;
import dev.lamplighter.dns.service.NameTable.Named;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Machines that are declared have names both ways. */
class NameTableTest {

    static final Named NODE1 = new Named(List.of("node1.lab.test", "node1"), List.of(Ip4.of("192.0.2.10"), IpAddress.parse("2001:db8::a").orElseThrow()));
    static final Named NODE2 = new Named(List.of("node2.lab.test"), List.of(Ip4.of("192.0.2.11")));

    NameTable table = new NameTable(List.of(NODE1, NODE2));
    final FakeUpstream upstream = new FakeUpstream().at(1, FakeUpstream.saying("AN @ 60 TXT \"from upstream\""));
    final Talk client = new Talk(new DnsService(new DnsSettings(List.of(), Map.of("lab.test", List.of(Ip4.of("192.0.2.99")),
            "node2.lab.test", List.of(Ip4.of("192.0.2.22"))), List.of(FakeUpstream.server(1))), () -> table, upstream, () -> 7, () -> 0));

    @Test
    void a_machine_is_found_by_each_of_its_names_in_any_spelling() {
        assertThat(client.hear(ask("node1.lab.test")).answers()).containsExactly("A 192.0.2.10");
        assertThat(client.hear(ask("NODE1")).answers()).containsExactly("A 192.0.2.10");
        assertThat(client.hear(ask("node1.lab.test", "AAAA")).answers()).containsExactly("AAAA 2001:db8:0:0:0:0:0:a");
    }

    @Test
    void an_address_leads_back_to_the_first_name() {
        assertThat(client.hear(ask("10.2.0.192.in-addr.arpa", "PTR")).answers()).containsExactly("PTR node1.lab.test.");
        assertThat(client.hear(ask("a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", "PTR")).answers())
                .containsExactly("PTR node1.lab.test.");
        assertThat(client.hear(ask("12.2.0.192.in-addr.arpa", "PTR")).answers()).as("nobody's address").containsExactly("TXT \"from upstream\"");
    }

    @Test
    void a_machine_wins_over_the_record_above_it_and_loses_to_one_of_its_very_name() {
        assertThat(client.hear(ask("node1.lab.test")).answers()).containsExactly("A 192.0.2.10");
        assertThat(client.hear(ask("node3.lab.test")).answers()).containsExactly("A 192.0.2.99");
        assertThat(client.hear(ask("node2.lab.test")).answers()).containsExactly("A 192.0.2.22");
        assertThat(client.hear(ask("x.node1.lab.test")).answers()).as("a machine has nothing below it").containsExactly("A 192.0.2.99");
    }

    @Test
    void what_a_machine_does_not_have_is_asked_of_nobody_else() {
        assertThat(client.hear(ask("node1.lab.test", "MX")).rcode()).isEqualTo("NOERROR");
        assertThat(client.hear(ask("10.2.0.192.in-addr.arpa", "A")).answers()).isEmpty();
        assertThat(client.hear(ask("node1.lab.test").dnsClass(3)).rcode()).isEqualTo("REFUSED");
        assertThat(upstream.log).isEmpty();
    }

    @Test
    void a_change_of_machines_counts_from_the_next_question_on() {
        table = new NameTable(List.of(new Named(List.of("node9"), List.of(Ip4.of("192.0.2.10")))));
        assertThat(client.hear(ask("10.2.0.192.in-addr.arpa", "PTR")).answers()).containsExactly("PTR node9.");
        assertThat(client.hear(ask("node1.lab.test")).answers()).containsExactly("A 192.0.2.99");
    }

    @Test
    void the_first_machine_keeps_a_name_that_two_have() {
        table = new NameTable(List.of(NODE2, new Named(List.of("node2.lab.test", "b"), List.of(Ip4.of("192.0.2.11")))));
        assertThat(client.hear(ask("11.2.0.192.in-addr.arpa", "PTR")).answers()).containsExactly("PTR node2.lab.test.");
        assertThat(client.hear(ask("b")).answers()).containsExactly("A 192.0.2.11");
    }
}
