package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.store.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
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
        var states = new EnumMap<Lease.State, Integer>(Lease.State.class);
        for (Lease lease : leasing.all(it)) {
            if (!lease.isOver(it.now()) && plan.pooled(lease.address())) {
                states.merge(lease.state(), 1, Integer::sum);
            }
        }
        String pools = plan.pools().stream().map(Object::toString).collect(Collectors.joining(", "));
        long reserved = it.inventory().machines().stream().flatMap(machine -> machine.addresses().stream())
                .filter(address -> address instanceof Ip4 ip && plan.pooled(ip)).distinct().count();
        return new Counted(it.now(), "no free address in the pool " + pools + ": of " + new AddressPool(plan.pools()).size() + ", "
                + states.getOrDefault(Lease.State.BOUND, 0) + " are leased, " + states.getOrDefault(Lease.State.OFFERED, 0) + " offered, "
                + states.getOrDefault(Lease.State.QUARANTINED, 0) + " kept back, " + reserved + " declared");
    }
}
