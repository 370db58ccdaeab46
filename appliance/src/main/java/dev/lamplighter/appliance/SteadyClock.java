package dev.lamplighter.appliance;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The wall clock of the start, carried on by the monotonic clock: leases neither end nor become endless when somebody sets the host's clock
 * while the appliance runs.
 */
final class SteadyClock extends Clock {

    private final Instant start = Instant.now();
    private final long monotonic = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - monotonic);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
