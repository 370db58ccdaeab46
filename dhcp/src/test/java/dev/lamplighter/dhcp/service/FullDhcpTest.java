package dev.lamplighter.dhcp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.Answering;
import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.boot.policy.OnSegment;
import dev.lamplighter.dhcp.Clients;
import dev.lamplighter.dhcp.Clients.Client;
import dev.lamplighter.dhcp.MemoryLeases;
import dev.lamplighter.dhcp.Segments;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.LeaseTime;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import dev.lamplighter.store.lease.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullDhcpTest {

    static final Segment LAB = Segments.full("192.0.2.50-192.0.2.52");
    static final String DECLARED = "52:54:00:77:00:10";
    static final Machine NODE10 = new Machine("node10", Set.of(Mac.of(DECLARED), Mac.of("52:54:00:77:00:11")), Optional.empty(), Optional.of("node10"),
            List.of(Ip4.of("192.0.2.10")), Labels.NONE);

    final MemoryLeases leases = new MemoryLeases();
    final Map<Ip4, Mac> squatters = new HashMap<>();
    Inventory machines = new Inventory(List.of(NODE10));
    final FullDhcp server = new FullDhcp(new DefaultBootPolicy(BootSettings.defaults(8080)), () -> machines, leases, (address, _) -> Optional.ofNullable(squatters.get(address)),
            FullSettings.DEFAULT);
    final Client alice = client("52:54:00:00:00:0a");
    final Client bob = client("52:54:00:00:00:0b");
    final Client node10 = client(DECLARED);

    @Test
    void a_client_gets_an_address_and_what_it_asks_for_in_its_order() throws Exception {
        var asking = alice.asking(6, 3, 15, 28);
        var offer = asking.reply(server, asking.discover());
        assertThat(LAB.subnets().getFirst().pooled(offer.yiaddr())).isTrue();
        assertThat(offer.options().stream().map(DhcpOption::code)).containsExactly(53, 54, 51, 1, 6, 3, 15, 28);
        assertThat(offer.option(LeaseTime.class)).contains(new LeaseTime(Duration.ofMinutes(30)));

        var ack = alice.reply(server, alice.selecting(offer.yiaddr().toString()));
        assertThat(ack.kind()).contains(Kind.ACK);
        assertThat(leases.holder(LAB.id(), offer.yiaddr())).hasValueSatisfying(lease -> {
            assertThat(lease.state()).isEqualTo(Lease.State.BOUND);
            assertThat(lease.expires()).isEqualTo(Clients.NOON.plus(Duration.ofMinutes(30)));
        });
    }

    @Test
    void what_is_not_asked_for_stays_out_but_who_asks_for_nothing_gets_all() throws Exception {
        assertThat(codes(alice.asking(1))).containsExactly(53, 54, 51, 1);
        assertThat(codes(alice)).containsExactly(53, 54, 51, 1, 3, 6, 15, 28, 58, 59);
    }

    @Test
    void an_acknowledgement_is_not_sent_when_the_lease_cannot_be_kept() throws Exception {
        var offered = alice.reply(server, alice.discover()).yiaddr().toString();
        leases.fail();
        assertThat(alice.silence(server, alice.selecting(offered))).hasToString("the lease could not be kept: the disk is full: free some space");
    }

    @Test
    void firmware_that_is_told_nothing_to_boot_gets_its_address_and_the_reason_is_kept() throws Exception {
        var known = new BootSettings(Optional.empty(), false, Optional.empty(), 8080, Map.of(), Map.of(LAB.id(), new OnSegment(Answering.KNOWN, false)));
        var choosy = new FullDhcp(new DefaultBootPolicy(known), () -> machines, leases, (_, _) -> Optional.empty(), FullSettings.DEFAULT);
        assertThat(reason(choosy, alice.firmware(7))).contains("boot-not-known");
        assertThat(reason(choosy, alice)).isEmpty();
        assertThat(reason(choosy, node10.firmware(7))).isEmpty();
    }

    @Test
    void a_refusal_says_why() throws Exception {
        assertThat(alice.outcome(server, alice.selecting("203.0.113.9"))).isInstanceOfSatisfying(Outcome.Reply.class,
                reply -> assertThat(reply.reason().toString()).contains("203.0.113.9 is not an address of the network"));
    }

    @Test
    void a_client_that_comes_back_gets_its_address_again_also_after_its_lease_has_run_out() throws Exception {
        String address = alice.boots(server);
        assertThat(alice.later(Duration.ofHours(2)).boots(server)).isEqualTo(address);
    }

    @Test
    void an_address_that_somebody_took_while_its_client_was_away_is_not_offered_again() throws Exception {
        String address = alice.boots(server);
        squatters.put(Ip4.of(address), Mac.of("52:54:00:00:00:99"));
        assertThat(alice.boots(server)).as("what it has nobody else is asked of").isEqualTo(address);
        assertThat(alice.later(Duration.ofHours(2)).boots(server)).isNotEqualTo(address);
    }

    @Test
    void a_question_for_an_address_does_not_weaken_the_lease_that_is_held() throws Exception {
        Ip4 address = Ip4.of(alice.boots(server));
        alice.reply(server, alice.discover());
        assertThat(leases.holder(LAB.id(), address).map(Lease::state)).contains(Lease.State.BOUND);
    }

    @Test
    void as_many_clients_as_the_pool_has_addresses_get_one_each_and_the_next_none_until_one_is_given_back() throws Exception {
        var held = new HashSet<String>();
        for (int i = 1; i <= 3; i++) {
            held.add(client("52:54:00:00:01:0" + i).boots(server));
        }
        assertThat(held).hasSize(3);
        assertThat(bob.silence(server, bob.discover())).hasToString("no free address in the pool 192.0.2.50-192.0.2.52:"
                + " of 3, 3 are leased, 0 offered, 0 kept back, 0 declared");

        var first = client("52:54:00:00:01:01");
        String address = leases.find(LAB.id(), leases.all(LAB.id()).stream().filter(lease -> lease.mac().equals(first.mac())).findFirst().get().client())
                .get().address().toString();
        assertThat(first.silence(server, first.packet(Kind.RELEASE, Ip4.of(address)))).hasToString(address + " was given back");
        assertThat(bob.boots(server)).isEqualTo(address);
    }

    @Test
    void an_offered_address_is_kept_for_a_minute_and_then_free() throws Exception {
        var wishing = new RequestedAddress(Ip4.of("192.0.2.51"));
        assertThat(offered(alice.saying(wishing))).isEqualTo("192.0.2.51");
        assertThat(offered(bob.saying(wishing))).isNotEqualTo("192.0.2.51");
        assertThat(offered(client("52:54:00:00:00:0c").later(Duration.ofSeconds(61)).saying(wishing))).isEqualTo("192.0.2.51");
    }

    @Test
    void a_client_that_chooses_another_server_gets_no_answer_and_its_offer_is_withdrawn() throws Exception {
        Ip4 offered = alice.reply(server, alice.discover()).yiaddr();
        var elsewhere = alice.packet(Kind.REQUEST, Ip4.NONE, new RequestedAddress(offered), new ServerIdentifier(Ip4.of("192.0.2.4")));
        assertThat(alice.silence(server, elsewhere)).hasToString("the client chose another server");
        assertThat(leases.holder(LAB.id(), offered)).hasValueSatisfying(lease -> assertThat(lease.isOver(Clients.NOON)).isTrue());
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({
        "192.168.55.9, NAK",
        "192.0.2.10, NAK",
        "192.0.2.51, silence",
        "192.0.2.200, silence"
    })
    void a_client_that_we_do_not_know_reboots_with(String address, String answer) throws Exception {
        assertThat(answered(alice, alice.rebooting(address))).isEqualTo(answer);
    }

    @Test
    void a_client_that_we_know_reboots_with_its_address_and_no_other() throws Exception {
        String address = alice.boots(server);
        String other = address.equals("192.0.2.50") ? "192.0.2.51" : "192.0.2.50";
        assertThat(answered(alice, alice.rebooting(address))).isEqualTo("ACK");
        assertThat(answered(alice, alice.rebooting(other))).isEqualTo("NAK");
        assertThat(answered(alice, alice.rebooting("192.0.2.200"))).isEqualTo("NAK");
    }

    @Test
    void a_renewal_extends_the_lease_also_of_a_client_that_we_forgot_but_not_anothers() throws Exception {
        String address = alice.boots(server);
        var renewed = alice.later(Duration.ofMinutes(20));
        assertThat(renewed.reply(server, renewed.renewing(address)).ciaddr()).isEqualTo(Ip4.of(address));
        assertThat(leases.holder(LAB.id(), Ip4.of(address)).get().expires()).isEqualTo(Clients.NOON.plus(Duration.ofMinutes(50)));

        assertThat(answered(bob, bob.renewing(address))).isEqualTo("NAK");
        String free = address.equals("192.0.2.50") ? "192.0.2.51" : "192.0.2.50";
        assertThat(answered(bob, bob.renewing(free))).isEqualTo("ACK");
    }

    @Test
    void a_declined_address_is_kept_back_from_everybody_for_ten_minutes() throws Exception {
        String address = alice.boots(server);
        var decline = alice.packet(Kind.DECLINE, Ip4.NONE, new RequestedAddress(Ip4.of(address)));
        assertThat(bob.silence(server, bob.packet(Kind.DECLINE, Ip4.NONE, new RequestedAddress(Ip4.of(address))))).hasToString("the address is not this client's");
        assertThat(alice.silence(server, decline)).hasToString(address + " is used by some other host and is kept back");

        var wishing = new RequestedAddress(Ip4.of(address));
        assertThat(offered(alice.saying(wishing))).isNotEqualTo(address);
        assertThat(offered(bob.saying(wishing))).isNotEqualTo(address);
        assertThat(offered(client("52:54:00:00:00:0c").later(Duration.ofMinutes(11)).saying(wishing))).isEqualTo(address);
    }

    @Test
    void a_declared_machine_has_its_address_and_name_whatever_identifier_its_stages_send() throws Exception {
        assertThat(node10.firmware(0).boots(server)).isEqualTo("192.0.2.10");
        assertThat(node10.runningIpxe().saying(new ClientIdentifier(Bytes.hex("01525400770010"))).boots(server)).isEqualTo("192.0.2.10");
        assertThat(node10.saying(new ClientIdentifier(Bytes.hex("ff00770010"))).boots(server)).isEqualTo("192.0.2.10");
        assertThat(client("52:54:00:77:00:11").boots(server)).as("its other interface").isEqualTo("192.0.2.10");
        assertThat(node10.reply(server, node10.discover()).option(DhcpOption.HostName.class)).contains(new DhcpOption.HostName("node10"));
    }

    @Test
    void nobody_else_is_given_a_declared_address() throws Exception {
        assertThat(offered(alice.saying(new RequestedAddress(Ip4.of("192.0.2.10"))))).isNotEqualTo("192.0.2.10");
        assertThat(answered(alice, alice.renewing("192.0.2.10"))).isEqualTo("NAK");
    }

    @Test
    void a_machine_that_was_declared_since_is_moved_to_its_address() throws Exception {
        machines = Inventory.empty();
        String before = node10.saying(new ClientIdentifier(Bytes.hex("ff01"))).boots(server);
        machines = new Inventory(List.of(NODE10));
        assertThat(answered(node10, node10.renewing(before))).isEqualTo("NAK");
        assertThat(node10.boots(server)).isEqualTo("192.0.2.10");
    }

    @Test
    void a_client_is_its_identifier_and_without_one_its_hardware() throws Exception {
        var id = new ClientIdentifier(Bytes.hex("0074657374"));
        String address = bob.saying(id).boots(server);
        assertThat(alice.saying(id).boots(server)).isEqualTo(address);
        assertThat(offered(alice.saying(new ClientIdentifier(Bytes.hex("0074657375"))))).as("another name on the same hardware").isNotEqualTo(address);
        assertThat(alice.saying(id).reply(server, alice.saying(id).discover()).option(ClientIdentifier.class)).contains(id);
    }

    @Test
    void a_client_behind_a_relay_gets_an_address_of_its_own_network_and_the_relay_its_words_back() throws Exception {
        var far = alice.behindRelay("198.51.100.1", "0106000400170105");
        var offer = far.reply(server, far.discover());
        assertThat(offer.yiaddr().toString()).startsWith("198.51.100.");
        assertThat(offer.giaddr()).isEqualTo(Ip4.of("198.51.100.1"));
        assertThat(offer.option(DhcpOption.Routers.class)).contains(new DhcpOption.Routers(List.of(Ip4.of("198.51.100.1"))));
        assertThat(offer.options().getLast()).isEqualTo(new DhcpOption.AgentInformation(Bytes.hex("0106000400170105")));

        var lost = alice.behindRelay("203.0.113.1", "00");
        assertThat(lost.silence(server, lost.discover())).hasToString("the relay 203.0.113.1 is in no declared subnet");

        var nak = far.reply(server, far.rebooting("192.0.2.50"));
        assertThat(nak.kind()).contains(Kind.NAK);
        assertThat(nak.broadcast()).isTrue();
    }

    @Test
    void a_client_behind_a_relay_renews_past_it() throws Exception {
        var far = alice.behindRelay("198.51.100.1", "00");
        String address = far.boots(server);
        var ack = alice.reply(server, alice.renewing(address));
        assertThat(ack.kind()).contains(Kind.ACK);
        assertThat(ack.option(DhcpOption.Routers.class)).contains(new DhcpOption.Routers(List.of(Ip4.of("198.51.100.1"))));
    }

    @Test
    void an_inform_brings_the_configuration_and_no_lease() throws Exception {
        var ack = alice.reply(server, alice.packet(Kind.INFORM, Ip4.of("192.0.2.222")));
        assertThat(ack.yiaddr()).isEqualTo(Ip4.NONE);
        assertThat(ack.options().stream().map(DhcpOption::code)).containsExactly(53, 54, 1, 3, 6, 15, 28);
        assertThat(leases.all(LAB.id())).isEmpty();
    }

    @Test
    void firmware_is_told_to_boot_the_file_at_once_and_ipxe_to_wait_for_nobody() throws Exception {
        var firmware = alice.firmware(7).asking(1, 66, 67);
        var offer = firmware.reply(server, firmware.discover());
        assertThat(offer.file()).isEqualTo("ipxe.efi");
        assertThat(offer.siaddr()).isEqualTo(Segments.US);
        assertThat(offer.options().stream().map(DhcpOption::code)).containsExactly(53, 54, 51, 1, 60, 43, 97, 66, 67);

        var ipxe = alice.firmware(7).runningIpxe().asking(1, 66, 67);
        var script = ipxe.reply(server, ipxe.discover());
        assertThat(script.file()).isEqualTo("http://192.0.2.2:8080/boot.ipxe");
        assertThat(script.option(DhcpOption.IpxeOptions.class)).contains(new DhcpOption.IpxeOptions(Bytes.hex("b00101")));
        assertThat(script.has(60)).isFalse();
        assertThat(script.has(43)).isFalse();
    }

    @Test
    void an_operating_system_is_told_nothing_of_booting() throws Exception {
        var plain = alice.plainDhcp();
        var offer = plain.reply(server, plain.discover());
        assertThat(offer.file()).isEmpty();
        assertThat(offer.siaddr()).isEqualTo(Ip4.NONE);
        assertThat(offer.options().stream().map(DhcpOption::code)).doesNotContain(43, 60, 66, 67, 97);
    }

    @Test
    void bootp_gets_a_declared_address_or_silence() throws Exception {
        assertThat(node10.reply(server, bootp(node10)).yiaddr()).isEqualTo(Ip4.of("192.0.2.10"));
        assertThat(node10.reply(server, bootp(node10)).isBootp()).isTrue();
        assertThat(alice.silence(server, bootp(alice)).code()).isEqualTo("dhcp-bootp-undeclared");
    }

    @ParameterizedTest(name = "{0} asked for gives {1}")
    @CsvSource({"600, 600", "1, 60", "0, 60", "864000, 1800", "4294967295, 1800"})
    void a_lease_is_never_longer_than_planned(long asked, long granted) throws Exception {
        var wishing = alice.saying(new LeaseTime(Duration.ofSeconds(asked)));
        assertThat(wishing.reply(server, wishing.discover()).option(LeaseTime.class)).contains(new LeaseTime(Duration.ofSeconds(granted)));
    }

    @ParameterizedTest
    @CsvSource({"ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "00:00:00:00:00:00"})
    void a_hardware_address_that_is_no_stations_is_ignored(String mac) throws Exception {
        var odd = client(mac);
        assertThat(odd.silence(server, odd.discover()).code()).isEqualTo("dhcp-no-station");
    }

    @Test
    void a_burst_of_clients_is_offered_as_many_addresses() throws Exception {
        var wide = Segments.full("192.0.2.50-192.0.2.149");
        var offered = new HashSet<String>();
        for (int i : IntStream.range(0, 100).toArray()) {
            var one = Clients.client("52:54:00:01:00:%02x".formatted(i), wide);
            offered.add(one.reply(server, one.discover()).yiaddr().toString());
        }
        assertThat(offered).hasSize(100);
    }

    private static Optional<String> reason(FullDhcp server, Client client) throws Exception {
        return client.outcome(server, client.discover()) instanceof Outcome.Reply<DhcpPacket>(_, Optional<Reason> reason) ? reason.map(Reason::code)
                : Optional.of("silence");
    }

    private static DhcpPacket bootp(Client client) {
        var packet = client.discover();
        return new DhcpPacket(packet.op(), 1, 0, 1, 0, false, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, client.mac(), "", "", List.of());
    }

    private String answered(Client client, DhcpPacket asked) throws Exception {
        return client.outcome(server, asked) instanceof Outcome.Reply<DhcpPacket>(DhcpPacket message, _)
                ? message.kind().get().name() : "silence";
    }

    private String offered(Client client) throws Exception {
        return client.reply(server, client.discover()).yiaddr().toString();
    }

    private List<Integer> codes(Client client) throws Exception {
        return client.reply(server, client.discover()).options().stream().map(DhcpOption::code).toList();
    }

    private static Client client(String mac) {
        return Clients.client(mac, LAB);
    }
}
