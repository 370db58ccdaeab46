package dev.lamplighter.dhcp;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Segments to test on: we are 192.0.2.2 on the network 192.0.2.0/24, whose router is .1. */
public final class Segments {

    public static final Ip4 US = Ip4.of("192.0.2.2");

    private Segments() {}

    public static Segment proxy() {
        return new Segment("eth1", US, Optional.of(Subnet.of("192.0.2.0/24")), DhcpMode.PROXY, List.of());
    }

    /** With a pool here, and one in 198.51.100.0/24 behind a relay. */
    public static Segment full(String pool) {
        return new Segment("eth1", US, Optional.of(Subnet.of("192.0.2.0/24")), DhcpMode.FULL,
                List.of(plan("192.0.2.0/24", pool, "192.0.2.1"), plan("198.51.100.0/24", "198.51.100.50-198.51.100.99", "198.51.100.1")));
    }

    private static SubnetPlan plan(String subnet, String pool, String router) {
        return new SubnetPlan(Subnet.of(subnet), Optional.of(Ip4Range.of(pool)), Duration.ofMinutes(30), List.of(Ip4.of(router)), List.of(US), Optional.of("lab.test"));
    }
}
