package dev.lamplighter.store.lease;

import java.time.Duration;

/**
 * How much a lease store may use.
 *
 * @param remembered leases in all before the oldest expired ones are forgotten; leases that still run are never forgotten
 * @param offered offers in all that nobody has answered; one more drops the oldest
 * @param batch changes in one transaction at most
 * @param fileBytes how large the database may grow
 * @param busy how long to wait for another program that has the database locked
 */
public record LeaseLimits(int remembered, int offered, int batch, long fileBytes, Duration busy) {

    public static final LeaseLimits DEFAULT = new LeaseLimits(100_000, 8192, 512, 1L << 30, Duration.ofSeconds(2));
}
