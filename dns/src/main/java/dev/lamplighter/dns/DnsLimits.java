package dev.lamplighter.dns;

import java.time.Duration;

/**
 * Bounds of the DNS door.
 *
 * @param datagram largest UDP message either way, in octets
 * @param cacheEntries answers kept
 * @param cacheOctets octets of all answers kept
 * @param waiting questions that wait for an upstream at once; more are answered SERVFAIL
 * @param connections TCP connections at once
 * @param connectionsPerClient TCP connections of one address at once
 * @param pipelined questions of one connection that wait at once; more are read later
 * @param idle how long a connection may take to send its next whole question
 * @param upstreamTimeout how long one upstream server may take
 * @param overrideTtl how long others may remember an override
 * @param longestTtl how long an answer is kept at most
 * @param longestNegative how long an answer that there is nothing is kept at most (RFC 2308 section 5)
 * @param perSecond questions that one address is answered in a second; 0: all
 */
public record DnsLimits(int datagram, int cacheEntries, int cacheOctets, int waiting, int connections, int connectionsPerClient, int pipelined,
        Duration idle, Duration upstreamTimeout, Duration overrideTtl, Duration longestTtl, Duration longestNegative, int perSecond) {

    public static final DnsLimits DEFAULTS = new DnsLimits(1232, 10_000, 8 << 20, 1024, 128, 32, 32,
            Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofHours(3), 0);

    public DnsLimits withUpstreamTimeout(Duration other) {
        return new DnsLimits(datagram, cacheEntries, cacheOctets, waiting, connections, connectionsPerClient, pipelined, idle, other, overrideTtl,
                longestTtl, longestNegative, perSecond);
    }

    public DnsLimits withPerSecond(int other) {
        return new DnsLimits(datagram, cacheEntries, cacheOctets, waiting, connections, connectionsPerClient, pipelined, idle, upstreamTimeout, overrideTtl,
                longestTtl, longestNegative, other);
    }
}
