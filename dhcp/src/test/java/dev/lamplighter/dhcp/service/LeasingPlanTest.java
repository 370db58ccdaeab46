package dev.lamplighter.dhcp.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.DefaultBootPolicy;
import dev.lamplighter.dhcp.Clients;
import dev.lamplighter.dhcp.Clients.Client;
import dev.lamplighter.dhcp.MemoryLeases;
import dev.lamplighter.dhcp.Segments;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.ClientIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.LeaseTime;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpOption.RebindingTime;
import dev.lamplighter.dhcp.packet.DhcpOption.RenewalTime;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.Routers;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.ExtraOption;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.LeaseTimes;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.store.lease.ClientId;
import dev.lamplighter.store.lease.Lease;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a subnet's plan says, and what a relay, a stranger and a machine with several names make of it. */
class LeasingPlanTest {

    static final Ip4 US = Segments.US;
    static final Mac NODE = Mac.of("52:54:00:77:00:10");
    static final Duration HALF_HOUR = Duration.ofMinutes(30);

    final MemoryLeases leases = new MemoryLeases();
    final Map<Ip4, Mac> squatters = new HashMap<>();
    Inventory machines = Inventory.empty();
    final FullDhcp server = new FullDhcp(new DefaultBootPolicy(BootSettings.defaults(8080)), () -> machines, leases,
            (address, _) -> Optional.ofNullable(squatters.get(address)), FullSettings.DEFAULT);

    @Test
    void several_pools_are_used_one_after_the_other_from_the_lowest_address_on() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.51", "192.0.2.60-192.0.2.60"));
        assertThat(client(1, lab).boots(server)).isEqualTo("192.0.2.50");
        assertThat(client(2, lab).boots(server)).isEqualTo("192.0.2.51");
        assertThat(client(3, lab).boots(server)).isEqualTo("192.0.2.60");
        assertThat(client(4, lab).silence(server, client(4, lab).discover())).hasToString(
                "no free address in the pool 192.0.2.50-192.0.2.51, 192.0.2.60-192.0.2.60: of 3, 3 are leased, 0 offered, 0 kept back, 0 declared");
    }

    @Test
    void who_ended_first_loses_the_address_and_the_others_find_theirs_again() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.52"));
        for (int i = 1; i <= 3; i++) {
            client(i, lab).later(Duration.ofMinutes(i)).boots(server);
        }
        var tomorrow = Duration.ofDays(1);
        assertThat(client(4, lab).later(tomorrow).boots(server)).isEqualTo("192.0.2.50");
        assertThat(client(2, lab).later(tomorrow).boots(server)).isEqualTo("192.0.2.51");
        assertThat(client(3, lab).later(tomorrow).boots(server)).isEqualTo("192.0.2.52");
    }

    @Test
    void firmware_without_a_name_and_a_system_with_one_keep_one_address_through_every_boot() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.59"));
        var firmware = client(1, lab).firmware(7);
        var ipxe = firmware.runningIpxe().saying(new ClientIdentifier(Bytes.hex("01525400000001")));
        var system = client(1, lab).saying(new ClientIdentifier(Bytes.hex("ff00000001000100012a")));
        String address = firmware.boots(server);
        for (var stage : List.of(ipxe, system, firmware, ipxe, system)) {
            assertThat(stage.boots(server)).isEqualTo(address);
            assertThat(leases.all(lab.id())).hasSize(1);
        }
        assertThat(client(1, lab).saying(new ClientIdentifier(Bytes.hex("ff00000002"))).boots(server)).as("a second system").isNotEqualTo(address);
    }

    @Test
    void an_address_that_somebody_uses_without_a_lease_is_kept_back_and_the_next_one_offered() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.53"));
        squatters.put(Ip4.of("192.0.2.50"), Mac.of("52:54:00:ee:ee:ee"));
        assertThat(client(1, lab).boots(server)).isEqualTo("192.0.2.51");
        assertThat(leases.holder(lab.id(), Ip4.of("192.0.2.50"))).map(Lease::state).contains(Lease.State.QUARANTINED);

        squatters.put(Ip4.of("192.0.2.51"), Mac.of("52:54:00:ee:ee:ee"));
        assertThat(client(1, lab).boots(server)).as("who is known is not made to wait").isEqualTo("192.0.2.51");
        squatters.put(Ip4.of("198.51.100.50"), Mac.of("52:54:00:ee:ee:ee"));
        assertThat(client(5, lab).behindRelay("198.51.100.1", "00").boots(server)).as("behind a relay nobody hears ARP").isEqualTo("198.51.100.50");
    }

    @Test
    void a_flood_of_strangers_takes_neither_a_lease_nor_a_declared_address_and_leaves_room_after_a_while() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.53"));
        machines = new Inventory(List.of(new Machine("node", Set.of(NODE), Optional.empty(), Optional.empty(), List.of(Ip4.of("192.0.2.52")), Labels.NONE)));
        String held = client(1, lab).boots(server);
        for (int i = 100; i < 200; i++) {
            var stranger = client(i, lab);
            stranger.outcome(server, stranger.discover());
        }
        assertThat(leases.holder(lab.id(), Ip4.of(held))).map(Lease::state).contains(Lease.State.BOUND);
        assertThat(Clients.client(NODE.toString(), lab).boots(server)).isEqualTo("192.0.2.52");

        var late = client(300, lab);
        assertThat(late.silence(server, late.discover()).code()).isEqualTo("dhcp-no-free-address");
        assertThat(late.later(Duration.ofSeconds(5)).boots(server)).isNotEqualTo(held).isNotEqualTo("192.0.2.52");
    }

    @Test
    void a_large_full_pool_answers_each_stranger_with_little_work_and_loses_no_address_that_becomes_free() throws Exception {
        var here = new SubnetPlan(Subnet.of("10.0.0.0/16"), List.of(Ip4Range.of("10.0.16.0-10.0.31.255")), LeaseTimes.of(HALF_HOUR), List.of(), List.of(),
                Optional.empty(), SubnetPlan.Extras.NONE, false);
        var large = new Segment("eth1", Ip4.of("10.0.0.1"), Optional.of(here.subnet()), DhcpMode.FULL, List.of(here));
        Ip4 first = here.pools().getFirst().first();
        Ip4 declared = first.plus(1234);
        for (int i = 0; i < here.pools().getFirst().size(); i++) {
            leases.claim(held(large, i, first.plus(i), first.plus(i).equals(declared) ? Clients.NOON : Clients.NOON.plus(HALF_HOUR)), Clients.NOON.minusSeconds(1));
        }
        machines = new Inventory(List.of(new Machine("node", Set.of(NODE), Optional.empty(), Optional.empty(), List.of(declared), Labels.NONE)));
        for (int i = 0; i < 100; i++) {
            var stranger = client(0x2000 + i, large);
            int before = leases.looks();
            assertThat(stranger.silence(server, stranger.discover()).code()).isEqualTo("dhcp-no-free-address");
            assertThat(leases.looks() - before).isLessThan(100);
        }

        leases.claim(held(large, 3000, Ip4.of("10.0.200.1"), Clients.NOON.plus(HALF_HOUR)), Clients.NOON);
        assertThat(client(0x3000, large).boots(server)).as("whose client has moved").isEqualTo(first.plus(3000).toString());

        machines = Inventory.empty();
        var patient = client(0x3001, large);
        int asked = 1;
        while (patient.outcome(server, patient.discover()) instanceof Outcome.Ignored<DhcpPacket>) {
            assertThat(asked++).isLessThan(4096 / 64 + 1);
        }
        assertThat(patient.boots(server)).as("which is declared no more").isEqualTo(declared.toString());
    }

    private static Lease held(Segment on, int number, Ip4 address, Instant until) {
        var mac = client(number, on).mac();
        return new Lease(on.id(), new ClientId(mac.octets()), address, Lease.State.BOUND, until, mac, Optional.empty());
    }

    @Test
    void two_interfaces_of_a_machine_with_two_addresses_have_one_each() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.53"));
        var second = Mac.of("52:54:00:77:00:11");
        machines = new Inventory(List.of(new Machine("node", Set.of(NODE, second), Optional.empty(), Optional.empty(),
                List.of(Ip4.of("192.0.2.10"), Ip4.of("192.0.2.11")), Labels.NONE)));
        assertThat(Clients.client(NODE.toString(), lab).boots(server)).isEqualTo("192.0.2.10");
        assertThat(Clients.client(second.toString(), lab).boots(server)).isEqualTo("192.0.2.11");
        assertThat(Clients.client(NODE.toString(), lab).boots(server)).isEqualTo("192.0.2.10");
    }

    @Test
    void lease_times_are_bounded_and_t1_and_t2_are_the_operators() throws Exception {
        var times = new LeaseTimes(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofHours(8), Optional.of(Duration.ofMinutes(5)),
                Optional.of(Duration.ofMinutes(40)));
        var lab = lab(new SubnetPlan(Subnet.of("192.0.2.0/24"), List.of(Ip4Range.of("192.0.2.50-192.0.2.59")), times, List.of(), List.of(),
                Optional.empty(), SubnetPlan.Extras.NONE, false));
        assertThat(offered(client(1, lab)).option(LeaseTime.class)).contains(new LeaseTime(Duration.ofHours(1)));
        assertThat(offered(wishing(lab, Duration.ofDays(1))).option(LeaseTime.class)).contains(new LeaseTime(Duration.ofHours(8)));
        var brief = offered(wishing(lab, Duration.ofSeconds(5)));
        assertThat(brief.option(LeaseTime.class)).contains(new LeaseTime(Duration.ofMinutes(10)));
        assertThat(brief.option(RenewalTime.class)).contains(new RenewalTime(Duration.ofMinutes(5)));
        assertThat(brief.option(RebindingTime.class)).as("after the end").contains(new RebindingTime(Duration.ofSeconds(525)));
    }

    @Test
    void the_operators_options_come_when_asked_for_or_always_and_a_machines_own_stand_over_its_subnets() throws Exception {
        var extras = new SubnetPlan.Extras(List.of("lab.test"), List.of(Ip4.of("192.0.2.4")), List.of(new ExtraOption(26, Bytes.hex("2328"), false),
                new ExtraOption(224, Bytes.hex("07"), true)), Map.of(NODE, List.of(new ExtraOption(3, Bytes.hex("c00002fe"), false))));
        var lab = lab(new SubnetPlan(Subnet.of("192.0.2.0/24"), List.of(Ip4Range.of("192.0.2.50-192.0.2.59")), LeaseTimes.of(HALF_HOUR),
                List.of(Ip4.of("192.0.2.1")), List.of(), Optional.empty(), extras, false));
        var answer = offered(client(1, lab).asking(119, 42, 3));
        assertThat(answer.options().stream().map(DhcpOption::code)).containsExactly(53, 54, 51, 1, 224, 119, 42, 3);
        assertThat(answer.options()).contains(new Raw(119, Bytes.hex("036c6162047465737400")), new Raw(42, Bytes.hex("c0000204")),
                new Routers(List.of(Ip4.of("192.0.2.1"))));
        assertThat(offered(Clients.client(NODE.toString(), lab).asking(26, 3)).options()).contains(new Raw(26, Bytes.hex("2328")),
                new Raw(3, Bytes.hex("c00002fe")));
    }

    @Test
    void a_relay_may_name_another_link_and_stand_in_for_us() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.53"));
        var far = client(1, lab).behindRelay("203.0.113.7", "0504c6336401" + "0b04cb007107");
        var offer = offered(far);
        assertThat(offer.yiaddr()).isEqualTo(Ip4.of("198.51.100.50"));
        assertThat(offer.option(ServerIdentifier.class)).contains(new ServerIdentifier(Ip4.of("203.0.113.7")));
        assertThat(offer.options().getLast()).isEqualTo(new DhcpOption.AgentInformation(Bytes.hex("0504c63364010b04cb007107")));
        var chosen = far.packet(Kind.REQUEST, Ip4.NONE, new RequestedAddress(offer.yiaddr()), new ServerIdentifier(Ip4.of("203.0.113.7")));
        assertThat(far.reply(server, chosen).kind()).contains(Kind.ACK);

        var named = client(2, lab).behindRelay("203.0.113.7", "0102aabb").saying(new Raw(118, Bytes.hex("c6336400")));
        assertThat(offered(named).yiaddr().toString()).startsWith("198.51.100.");
        assertThat(offered(named).options()).contains(new Raw(118, Bytes.hex("c6336400")));
        assertThat(offered(client(4, lab).saying(new Raw(118, Bytes.hex("c6336400")))).has(118)).as("nobody relayed it, and it was not followed").isFalse();
        var lost = client(3, lab).behindRelay("198.51.100.1", "0504cb007107");
        assertThat(lost.silence(server, lost.discover()).code()).isEqualTo("dhcp-unknown-link");
    }

    @Test
    void who_informs_itself_without_an_address_has_the_one_it_comes_from() throws Exception {
        var lab = lab(plan("192.0.2.50-192.0.2.53"));
        var asked = client(1, lab).packet(Kind.INFORM, Ip4.NONE);
        var from = new InetSocketAddress("192.0.2.200", 68);
        var outcome = server.answer(asked, new Arrival(lab, from, from, Optional.empty(), Clients.NOON));
        assertThat(outcome instanceof Outcome.Later<DhcpPacket> later ? later.work().call() : outcome).isInstanceOfSatisfying(Outcome.Reply.class, reply -> assertThat(((DhcpPacket) reply.message()).ciaddr())
                .isEqualTo(Ip4.of("192.0.2.200")));
    }

    @Test
    void a_bootp_client_gets_an_address_for_a_year_where_the_subnet_gives_them_away() throws Exception {
        var giving = new SubnetPlan(Subnet.of("192.0.2.0/24"), List.of(Ip4Range.of("192.0.2.50-192.0.2.50")), LeaseTimes.of(HALF_HOUR), List.of(), List.of(),
                Optional.empty(), SubnetPlan.Extras.NONE, true);
        var old = client(1, lab(giving));
        var asked = new DhcpPacket(DhcpPacket.Op.REQUEST, 1, 0, 1, 0, false, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, old.mac(), "", "", List.of());
        assertThat(old.reply(server, asked).yiaddr()).isEqualTo(Ip4.of("192.0.2.50"));
        assertThat(old.reply(server, asked).isBootp()).isTrue();
        assertThat(leases.holder(lab(giving).id(), Ip4.of("192.0.2.50")).get().expires()).isEqualTo(Clients.NOON.plus(Duration.ofDays(365)));
    }

    @Test
    void a_lease_that_a_wrong_clock_wrote_is_cut_to_the_longest_of_its_subnet() {
        var lab = lab(plan("192.0.2.50-192.0.2.53"));
        var mac = Mac.of("52:54:00:00:00:01");
        var lease = new Lease(lab.id(), new ClientId(Bytes.hex("01")), Ip4.of("192.0.2.50"), Lease.State.BOUND, Clients.NOON.plus(Duration.ofDays(3650)), mac,
                Optional.empty());
        var longest = new LongestLease(List.of(lab), Clients.NOON);
        assertThat(longest.cap(lease).expires()).isEqualTo(Clients.NOON.plus(HALF_HOUR));
        assertThat(longest.cap(lease.until(Clients.NOON.plusSeconds(5))).expires()).isEqualTo(Clients.NOON.plusSeconds(5));
    }

    private DhcpPacket offered(Client client) throws Exception {
        return client.reply(server, client.discover());
    }

    private static Client wishing(Segment lab, Duration time) {
        return client(1, lab).saying(new LeaseTime(time));
    }

    private static SubnetPlan plan(String... pools) {
        return new SubnetPlan(Subnet.of("192.0.2.0/24"), List.of(pools).stream().map(Ip4Range::of).toList(), LeaseTimes.of(HALF_HOUR),
                List.of(Ip4.of("192.0.2.1")), List.of(US), Optional.empty(), SubnetPlan.Extras.NONE, false);
    }

    private static Segment lab(SubnetPlan here) {
        var far = new SubnetPlan(Subnet.of("198.51.100.0/24"), Optional.of(Ip4Range.of("198.51.100.50-198.51.100.99")), HALF_HOUR,
                List.of(Ip4.of("198.51.100.1")), List.of(), Optional.empty());
        return new Segment("eth1", US, Optional.of(Subnet.of("192.0.2.0/24")), DhcpMode.FULL, List.of(here, far));
    }

    private static Client client(int number, Segment lab) {
        return Clients.client("52:54:00:00:%02x:%02x".formatted(number >> 8, number & 255), lab);
    }
}
