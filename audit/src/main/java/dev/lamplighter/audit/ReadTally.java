package dev.lamplighter.audit;

import java.time.Duration;
import java.util.LinkedHashMap;

/** Which reads are kept one by one, by {@link ReadLimits}; counts the others. One thread at a time. */
final class ReadTally {

    /** What one may still have, as it was at a time. */
    private static final class Bucket {
        private double left;
        private long at;

        Bucket(int burst, long now) {
            left = burst;
            at = now;
        }

        boolean take(int burst, Duration refill, long now) {
            left = Math.min(burst, left + (double) (now - at) / refill.toNanos());
            at = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }

    private final ReadLimits limits;
    private final LinkedHashMap<String, Bucket> addresses = new LinkedHashMap<>(16, 0.75f, true);
    private final Bucket all;
    private long leftOut;

    ReadTally(ReadLimits limits, long now) {
        this.limits = limits;
        this.all = new Bucket(limits.burst(), now);
    }

    /** Whether the read from {@code address} at {@code now}, in nanoseconds, is kept. */
    boolean keeps(String address, long now) {
        Bucket own = addresses.computeIfAbsent(address, _ -> new Bucket(limits.burstOfOne(), now));
        if (addresses.size() > limits.addresses()) {
            addresses.pollFirstEntry();
        }
        boolean kept = own.take(limits.burstOfOne(), limits.refillOfOne(), now) && all.take(limits.burst(), limits.refill(), now);
        leftOut += kept ? 0 : 1;
        return kept;
    }

    /** How many were left out since this was asked last. */
    long leftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }
}
