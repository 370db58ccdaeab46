package dev.lamplighter.store.state;

import java.time.Duration;

/**
 * How much is kept of machines, and how often it is written.
 *
 * @param seen how many machines are remembered; beyond that one goes that was seen once, else the one not seen longest
 * @param intents how many machines' intents and tokens are kept; beyond that the oldest goes
 * @param look how often it is looked whether another process changed something
 * @param seenEvery how often sightings are written, all at once
 * @param busy how long to wait for another program that has the database locked
 */
public record StateLimits(int seen, int intents, Duration look, Duration seenEvery, Duration busy) {

    public static final StateLimits DEFAULT = new StateLimits(10_000, 250_000, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(2));
}
