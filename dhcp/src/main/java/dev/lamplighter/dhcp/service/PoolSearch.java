package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the search for free addresses has come in each subnet of a segment. For any thread. */
public final class PoolSearch {

    private final Map<Subnet, PoolRounds> rounds = new ConcurrentHashMap<>();

    /** One that goes on from here by itself: whoever searches with it finds what the next stranger would be offered. */
    public PoolSearch copy() {
        var copy = new PoolSearch();
        rounds.forEach((subnet, round) -> copy.rounds.put(subnet, round.copy()));
        return copy;
    }

    PoolRounds in(SubnetPlan plan) {
        return rounds.computeIfAbsent(plan.subnet(), _ -> new PoolRounds(new AddressPool(plan.pools())));
    }
}
