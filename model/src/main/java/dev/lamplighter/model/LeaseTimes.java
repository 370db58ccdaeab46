package dev.lamplighter.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How long addresses are leased: {@code usual} to who asks for no time, else what is asked for, but not below {@code shortest} nor above
 * {@code longest}. {@code t1} and {@code t2} say when a client renews and when it asks anybody; without them RFC 2131 section 4.4.5 does.
 */
public record LeaseTimes(Duration usual, Duration shortest, Duration longest, Optional<Duration> t1, Optional<Duration> t2) {

    /** The shortest lease that a client gets where nothing else was said. */
    public static final Duration SHORTEST = Duration.ofSeconds(60);

    private static final double T1 = 0.5;
    private static final double T2 = 0.875;

    public LeaseTimes {
        if (shortest.compareTo(usual) > 0 || usual.compareTo(longest) > 0) {
            throw new IllegalArgumentException("the usual lease lies between the shortest and the longest");
        }
    }

    /** Leases of {@code usual} at most. */
    public static LeaseTimes of(Duration usual) {
        return new LeaseTimes(usual, usual.compareTo(SHORTEST) < 0 ? usual : SHORTEST, usual, Optional.empty(), Optional.empty());
    }

    /** What a client gets that asked for {@code wished}. */
    public Duration granted(Optional<Duration> wished) {
        return wished.map(time -> time.compareTo(shortest) < 0 ? shortest : time.compareTo(longest) > 0 ? longest : time).orElse(usual);
    }

    /** When a lease of {@code time} is to be renewed: never after {@link #rebinding}. */
    public Duration renewal(Duration time) {
        Duration latest = rebinding(time);
        Duration said = t1.orElseGet(() -> part(time, T1));
        return said.compareTo(latest) < 0 ? said : latest;
    }

    /** When the client of a lease of {@code time} asks every server. */
    public Duration rebinding(Duration time) {
        return t2.filter(said -> said.compareTo(time) <= 0).orElseGet(() -> part(time, T2));
    }

    private static Duration part(Duration lease, double share) {
        return Duration.ofSeconds((long) (lease.toSeconds() * share));
    }
}
