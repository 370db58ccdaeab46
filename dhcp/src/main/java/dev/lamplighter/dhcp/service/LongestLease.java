package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Segment;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.store.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Cuts leases short that end later than any lease of their subnet could: they were written while the clock was wrong, and would keep their
 * addresses for years.
 */
public final class LongestLease {

    /** How long a BOOTP client has its address from the pool; it asks anew at each of its starts. */
    static final Duration OF_BOOTP = Duration.ofDays(365);

    private final List<Segment> segments;
    private final Instant now;

    public LongestLease(List<Segment> segments, Instant now) {
        this.segments = List.copyOf(segments);
        this.now = now;
    }

    /** The lease as it is, or with an end that it could have been given now. */
    public Lease cap(Lease lease) {
        return segments.stream().filter(segment -> segment.id().equals(lease.segment())).flatMap(segment -> segment.planFor(lease.address()).stream())
                .findFirst().map(plan -> now.plus(longest(plan, lease.state()))).filter(end -> lease.expires().isAfter(end)).map(lease::until)
                .orElse(lease);
    }

    private static Duration longest(SubnetPlan plan, Lease.State state) {
        return switch (state) {
            case QUARANTINED -> FullSettings.DEFAULT.quarantine();
            case OFFERED, BOUND -> plan.bootp() ? OF_BOOTP : plan.times().longest();
        };
    }
}
