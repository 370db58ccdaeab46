package dev.lamplighter.dns.service;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * How many questions of one address are answered in a second; twice as many at once after a rest. Bounded in addresses: the one that asked longest
 * ago is forgotten, which gives it a rest. Safe for any thread.
 */
public final class RateLimit {

    /** What becomes of a question. */
    public enum Verdict {
        ANSWER,
        /** The first one too many in a while. */
        DROP_AND_SAY,
        DROP
    }

    private static final double NANOS = 1e9;
    private static final long SAY_EVERY = 60_000_000_000L;

    private static final class Bucket {
        double tokens;
        long at;
        long saidAt;
        boolean said;
    }

    private final LinkedHashMap<InetAddress, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);
    private final int perSecond;
    private final int mostAddresses;
    private final LongSupplier monotonicNanos;

    /** {@code perSecond} 0: no limit. */
    public RateLimit(int perSecond, int mostAddresses, LongSupplier monotonicNanos) {
        this.perSecond = perSecond;
        this.mostAddresses = mostAddresses;
        this.monotonicNanos = monotonicNanos;
    }

    public Verdict ask(InetAddress client) {
        return perSecond == 0 ? Verdict.ANSWER : counted(client);
    }

    synchronized int addresses() {
        return buckets.size();
    }

    private synchronized Verdict counted(InetAddress client) {
        long now = monotonicNanos.getAsLong();
        Bucket its = buckets.computeIfAbsent(client, first -> full(now));
        if (buckets.size() > mostAddresses) {
            buckets.pollFirstEntry();
        }
        its.tokens = Math.min(2.0 * perSecond, its.tokens + (now - its.at) / NANOS * perSecond);
        its.at = now;
        if (its.tokens >= 1) {
            its.tokens--;
            return Verdict.ANSWER;
        }
        if (its.said && now - its.saidAt < SAY_EVERY) {
            return Verdict.DROP;
        }
        its.said = true;
        its.saidAt = now;
        return Verdict.DROP_AND_SAY;
    }

    private Bucket full(long now) {
        var bucket = new Bucket();
        bucket.tokens = 2.0 * perSecond;
        bucket.at = now;
        return bucket;
    }
}
