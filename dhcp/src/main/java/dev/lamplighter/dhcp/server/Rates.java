package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Mac;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often a station, and a segment in all, may ask: a bucket for each that fills as time goes by. Stations that were not heard of lately are forgotten. */
final class Rates {

    private static final double SECOND = 1e9;

    private final DhcpSettings.Rate perClient;
    private final LongSupplier nanos;
    private final Bucket all;
    private final Map<Mac, Bucket> clients;

    Rates(DhcpSettings settings, LongSupplier nanos) {
        this.perClient = settings.perClient();
        this.nanos = nanos;
        this.all = new Bucket(settings.perSegment(), nanos.getAsLong());
        this.clients = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Mac, Bucket> eldest) {
                return size() > settings.remembered();
            }
        };
    }

    /** Whether one more question of {@code client} is taken. */
    synchronized boolean takes(Mac client) {
        long now = nanos.getAsLong();
        return clients.computeIfAbsent(client, _ -> new Bucket(perClient, now)).takes(now) && all.takes(now);
    }

    private static final class Bucket {

        private final DhcpSettings.Rate rate;
        private double left;
        private long filled;

        Bucket(DhcpSettings.Rate rate, long now) {
            this.rate = rate;
            this.left = rate.burst();
            this.filled = now;
        }

        boolean takes(long now) {
            left = Math.min(rate.burst(), left + (now - filled) / SECOND * rate.perSecond());
            filled = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}
