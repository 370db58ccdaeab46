package dev.lamplighter.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How addresses of one subnet are leased. Without a pool only declared machines are served. An empty list of routers, DNS or NTP servers means
 * that none is told; the defaults (this host) are filled in where settings are read. {@code bootp} gives BOOTP clients that nobody declared an
 * address of the pools, which they can never give back.
 */
public record SubnetPlan(Subnet subnet, List<Ip4Range> pools, LeaseTimes times, List<Ip4> routers, List<Ip4> dns, Optional<String> domain,
        Extras extras, boolean bootp) {

    public SubnetPlan {
        pools = List.copyOf(pools);
        routers = List.copyOf(routers);
        dns = List.copyOf(dns);
    }

    /** A subnet with one pool or none, leases of one length, and nothing beyond the usual to be told. */
    public SubnetPlan(Subnet subnet, Optional<Ip4Range> pool, Duration lease, List<Ip4> routers, List<Ip4> dns, Optional<String> domain) {
        this(subnet, pool.stream().toList(), LeaseTimes.of(lease), routers, dns, domain, Extras.NONE, false);
    }

    /** Whether some pool holds {@code address}. */
    public boolean pooled(Ip4 address) {
        return pools.stream().anyMatch(pool -> pool.contains(address));
    }

    /** What clients are told beyond the usual: the search list, time servers, and options by their bytes, here or for one machine. */
    public record Extras(List<String> search, List<Ip4> ntp, List<ExtraOption> options, Map<Mac, List<ExtraOption>> ofMachine) {

        public static final Extras NONE = new Extras(List.of(), List.of(), List.of(), Map.of());

        public Extras {
            search = List.copyOf(search);
            ntp = List.copyOf(ntp);
            options = List.copyOf(options);
            ofMachine = Map.copyOf(ofMachine);
        }
    }
}
