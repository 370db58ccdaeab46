package dev.lamplighter.store.history;

import java.time.Duration;

/**
 * How much history is kept, and how often it is written.
 *
 * @param age after how long a boot is forgotten
 * @param boots how many boots are kept; beyond that those that began first go
 * @param waiting how many boots may wait to be written, on a disk that takes none; beyond that the oldest is lost
 * @param every how often what waits is written, all at once
 * @param trim how often it is looked what has to go
 * @param busy how long to wait for another program that has the database locked
 */
public record HistoryLimits(Duration age, int boots, int waiting, Duration every, Duration trim, Duration busy) {

    public static final HistoryLimits DEFAULT =
            new HistoryLimits(Duration.ofDays(30), 20_000, 5000, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(2));

    public HistoryLimits keeping(Duration newAge, int newBoots) {
        return new HistoryLimits(newAge, newBoots, waiting, every, trim, busy);
    }
}
