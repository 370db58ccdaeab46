package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.store.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Says of a full pool who has its addresses. Counting costs as much as there are leases, so a count serves for a while. */
final class Census {

    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final Map<Subnet, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(Instant at, String text) {
        boolean serves(Instant now) {
            return !at.isAfter(now) && at.plus(GOOD_FOR).isAfter(now);
        }
    }

    String of(Exchange it, Leasing leasing) {
        return counted.compute(it.plan().subnet(), (_, old) -> old != null && old.serves(it.now()) ? old : count(it, leasing)).text();
    }

    private static Counted count(Exchange it, Leasing leasing) {
        SubnetPlan plan = it.plan();
        int[] states = new int[Lease.State.values().length];
        for (Lease lease : leasing.all(it)) {
            if (!lease.isOver(it.now()) && plan.pooled(lease.address())) {
                states[lease.state().ordinal()]++;
            }
        }
        String pools = plan.pools().stream().map(Object::toString).collect(Collectors.joining(", "));
        long reserved = it.inventory().machines().stream().flatMap(machine -> machine.addresses().stream())
                .filter(address -> address instanceof Ip4 ip && plan.pooled(ip)).distinct().count();
        return new Counted(it.now(), "no free address in the pool " + pools + ": of " + new AddressPool(plan.pools()).size() + ", "
                + states[Lease.State.BOUND.ordinal()] + " are leased, " + states[Lease.State.OFFERED.ordinal()] + " offered, "
                + states[Lease.State.QUARANTINED.ordinal()] + " kept back, " + reserved + " declared");
    }
}
