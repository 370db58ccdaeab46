package dev.lamplighter.console.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of the appliance for each scrape. The calls may wait for a disk. */
public interface Facts {

    /** Leases of each segment that leases addresses. */
    List<SegmentUse> segments();

    /** How many objects are in service, by kind: {@code group}, {@code profile}, {@code machine}. */
    Map<String, Integer> catalog();

    /** When certificates end, by what they are for: {@code https}, {@code grpc}, {@code grpc-ca}. Those that cannot be read are left out. */
    Map<String, Instant> certificates();

    /** Events that somebody did not hear. */
    long eventsLost();

    /** Why the appliance cannot serve just now, if it cannot. Never waits. */
    Optional<String> unready();

    /** Of a segment: leases that are not over by their state ({@code bound}, {@code offered}, {@code quarantined}), and its pools. */
    record SegmentUse(String name, Map<String, Long> leases, List<PoolUse> pools) {
        public SegmentUse {
            leases = Map.copyOf(leases);
            pools = List.copyOf(pools);
        }
    }

    /** Of the pools of a subnet: how many addresses they have, and how many of these somebody has. */
    record PoolUse(String subnet, long addresses, long used) {}
}
