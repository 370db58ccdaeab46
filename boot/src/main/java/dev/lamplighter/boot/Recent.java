package dev.lamplighter.boot;

import java.util.LinkedHashMap;
import java.util.Optional;

/** What was used lately, by its key: beyond the bounds the one not used longest goes first. What is heavier than the bound is not kept. For any thread. */
final class Recent<K, V> {

    private final int most;
    private final long mostOctets;
    private final LinkedHashMap<K, Weighed<V>> held = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    private record Weighed<V>(V value, long octets) {}

    /** Keeps at most {@code most}, of at most {@code mostOctets} octets together. */
    Recent(int most, long mostOctets) {
        this.most = most;
        this.mostOctets = mostOctets;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(held.get(key)).map(Weighed::value);
    }

    synchronized void put(K key, V value, long weight) {
        Optional.ofNullable(held.remove(key)).ifPresent(this::forget);
        if (weight > mostOctets) {
            return;
        }
        held.put(key, new Weighed<>(value, weight));
        octets += weight;
        var oldest = held.values().iterator();
        while (held.size() > most || octets > mostOctets) {
            forget(oldest.next());
            oldest.remove();
        }
    }

    private void forget(Weighed<V> gone) {
        octets -= gone.octets();
    }
}
