package dev.lamplighter.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How addresses of one subnet are leased. Without a pool only declared machines are served. An empty list of routers or DNS servers
 * means that none is told; the defaults (this host) are filled in where settings are read.
 */
public record SubnetPlan(Subnet subnet, Optional<Ip4Range> pool, Duration lease, List<Ip4> routers, List<Ip4> dns, Optional<String> domain) {

    public SubnetPlan {
        routers = List.copyOf(routers);
        dns = List.copyOf(dns);
    }
}
