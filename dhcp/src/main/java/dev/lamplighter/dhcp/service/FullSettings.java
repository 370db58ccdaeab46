package dev.lamplighter.dhcp.service;

import java.time.Duration;

/**
 * Limits of a server that leases addresses: how long an offer keeps its address, how long a declined address is kept back, at how many
 * addresses of a pool a client is tried, and the shortest lease that a client may ask for.
 */
public record FullSettings(Duration offer, Duration quarantine, int probes, Duration shortestLease) {

    public static final FullSettings DEFAULT = new FullSettings(Duration.ofSeconds(60), Duration.ofMinutes(10), 4096, Duration.ofSeconds(60));
}
