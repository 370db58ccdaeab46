package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Mac;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the answers that wait (for the disk), so that no client and no flood of clients has more of them than is allowed. */
final class InFlight {

    private final int most;
    private final int mostPerClient;
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicLong left = new AtomicLong();
    private final Map<Mac, Integer> perClient = new ConcurrentHashMap<>();

    InFlight(int most, int mostPerClient) {
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    /** Whether one more may wait; who is let in must {@link #leave}. */
    boolean enter(Mac client) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return false;
        }
        int now = perClient.merge(client, 1, Integer::sum);
        if (now > mostPerClient) {
            leave(client);
            return false;
        }
        return true;
    }

    void leave(Mac client) {
        perClient.computeIfPresent(client, (mac, count) -> count == 1 ? null : count - 1);
        all.decrementAndGet();
        left.incrementAndGet();
    }

    /** How many have left since the start. */
    long left() {
        return left.get();
    }

    int count() {
        return all.get();
    }

    boolean isEmpty() {
        return all.get() == 0;
    }
}
