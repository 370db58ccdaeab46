package dev.lamplighter.appliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.appliance.settings.Origin;
import dev.lamplighter.appliance.settings.SegmentBoot;
import dev.lamplighter.appliance.settings.SegmentSettings;
import dev.lamplighter.appliance.settings.SegmentSettings.SubnetSettings;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.LeaseTimes;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.net.Interfaces.Assigned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentsTest {

    static final SegmentBoot NOTHING_SAID = new SegmentBoot(Optional.empty(), Optional.empty(), Optional.empty());

    static final Ip4 OURS = Ip4.of("192.168.1.2");
    static final Map<String, List<Assigned>> HOST =
            Map.of("eth1", List.of(new Assigned(OURS, Subnet.of("192.168.1.0/24"))), "bare", List.of());

    final Segments segments = new Segments(name -> Optional.ofNullable(HOST.get(name)), mode -> mode == DhcpMode.FULL);

    @Test
    void a_full_segment_gives_this_host_as_router_and_dns_server_unless_told_otherwise() throws Exception {
        var segment = segments.resolve(List.of(full(pool("192.168.1.3-192.168.1.254")))).getFirst();
        assertThat(segment.advertise()).isEqualTo(OURS);
        assertThat(segment.subnets()).singleElement().satisfies(plan -> {
            assertThat(plan.subnet()).hasToString("192.168.1.0/24");
            assertThat(plan.routers()).containsExactly(OURS);
            assertThat(plan.dns()).containsExactly(OURS);
        });
    }

    @Test
    void a_relayed_subnet_is_not_told_a_router_that_it_cannot_reach() throws Exception {
        var relayed = new SubnetSettings(Optional.of(Subnet.of("10.0.0.0/24")), List.of(Ip4Range.of("10.0.0.5-10.0.0.9")),
                LeaseTimes.of(Duration.ofMinutes(30)), Optional.empty(), Optional.empty(), Optional.empty(), SubnetPlan.Extras.NONE, false, List.of(), new Origin.Default());
        assertThat(segments.resolve(List.of(full(relayed))).getFirst().subnets().getFirst().routers()).isEmpty();
    }

    @Test
    void a_missing_interface_a_missing_address_and_a_pool_outside_say_what_to_do() {
        assertThatThrownBy(() -> segments.resolve(List.of(new SegmentSettings("eth9", Optional.empty(), DhcpMode.PROXY, List.of(), NOTHING_SAID, flag()))))
                .isInstanceOf(CannotStart.class).hasMessageStartingWith("--interface: this host has no interface eth9; it has");
        assertThatThrownBy(() -> segments.resolve(List.of(new SegmentSettings("bare", Optional.empty(), DhcpMode.PROXY, List.of(), NOTHING_SAID, flag()))))
                .hasMessageContaining("bare has no IPv4 address: give it one");
        assertThatThrownBy(() -> segments.resolve(List.of(full(pool("192.168.2.3-192.168.2.9")))))
                .hasMessageContaining("the pool 192.168.2.3-192.168.2.9 is not in the subnet 192.168.1.0/24");
    }

    private static Origin flag() {
        return new Origin.Flag("interface", false);
    }

    private static SegmentSettings full(SubnetSettings subnet) {
        return new SegmentSettings("eth1", Optional.empty(), DhcpMode.FULL, List.of(subnet), NOTHING_SAID, flag());
    }

    private static SubnetSettings pool(String range) {
        return new SubnetSettings(Optional.empty(), List.of(Ip4Range.of(range)), LeaseTimes.of(Duration.ofMinutes(30)), Optional.empty(), Optional.empty(),
                Optional.empty(), SubnetPlan.Extras.NONE, false, List.of(), new Origin.Default());
    }
}
