package dev.lamplighter.audit;

import java.time.Duration;

/**
 * How many reads are kept one by one: so many at once and then one for each {@code refill}, for one address and for all together.
 *
 * @param addresses how many addresses are told apart
 * @param told how often what was left out is told by its number
 */
public record ReadLimits(int burstOfOne, Duration refillOfOne, int burst, Duration refill, int addresses, Duration told) {

    /** A rack of a thousand machines that boot at once is kept whole; a flood from one address fills no disk and hides nobody else. */
    public static final ReadLimits DEFAULT = new ReadLimits(50, Duration.ofSeconds(5), 10_000, Duration.ofMillis(200), 4_096, Duration.ofSeconds(10));
}
