package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Reason;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each reason kept us silent, by its code. Codes are ours, so there are few. */
public final class ReasonCounts {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(Reason reason) {
        counts.computeIfAbsent(reason.code(), code -> new LongAdder()).increment();
    }

    /** The counts so far, in the order of their codes. */
    public Map<String, Long> counts() {
        var snapshot = new TreeMap<String, Long>();
        counts.forEach((code, count) -> snapshot.put(code, count.sum()));
        return snapshot;
    }
}
