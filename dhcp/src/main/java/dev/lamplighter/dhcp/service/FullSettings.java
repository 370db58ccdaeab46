package dev.lamplighter.dhcp.service;

import java.time.Duration;

/**
 * Limits of a server that leases addresses.
 *
 * @param offer how long an offer keeps its address
 * @param answer how long a client has to answer before its offer may go to another, where nothing else is free
 * @param quarantine how long a declined address is kept back
 * @param probes how many addresses of a full pool are looked at for one question; the next question goes on from there
 * @param conflicts how many addresses that others use without a lease are passed over for one client
 */
public record FullSettings(Duration offer, Duration answer, Duration quarantine, int probes, int conflicts) {

    public static final FullSettings DEFAULT = new FullSettings(Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofMinutes(10), 64, 3);
}
