package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Mac;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The answers that wait (for the disk, for ARP): no client and no flood of clients has more of them than is allowed. */
final class InFlight {

    private final int most;
    private final int mostPerClient;
    private final LongSupplier nanos;
    private final AtomicInteger all = new AtomicInteger();
    private final Set<Place> places = ConcurrentHashMap.newKeySet();
    private final Map<Mac, Integer> perClient = new ConcurrentHashMap<>();

    /** An answer that waits, until it is closed. */
    final class Place implements AutoCloseable {
        private final Mac client;
        private final long since = nanos.getAsLong();

        private Place(Mac client) {
            this.client = client;
        }

        @Override
        public void close() {
            if (places.remove(this)) {
                left(client);
            }
        }
    }

    InFlight(int most, int mostPerClient, LongSupplier nanos) {
        this.most = most;
        this.mostPerClient = mostPerClient;
        this.nanos = nanos;
    }

    /** A place for one more, if it may wait. */
    Optional<Place> enter(Mac client) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return Optional.empty();
        }
        if (perClient.merge(client, 1, Integer::sum) > mostPerClient) {
            left(client);
            return Optional.empty();
        }
        var place = new Place(client);
        places.add(place);
        return Optional.of(place);
    }

    private void left(Mac client) {
        perClient.computeIfPresent(client, (mac, count) -> count == 1 ? null : count - 1);
        all.decrementAndGet();
    }

    /** How long the one has waited that has waited for the longest time. */
    Duration longest() {
        long now = nanos.getAsLong();
        return Duration.ofNanos(places.stream().mapToLong(place -> now - place.since).max().orElse(0));
    }

    int count() {
        return all.get();
    }

    boolean isEmpty() {
        return all.get() == 0;
    }
}
