package dev.lamplighter.dns.service;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The upstream servers, those first that answered lately: one that failed several times in a row steps back for a while. Safe for any thread. */
final class UpstreamOrder {

    private static final int FAILURES = 2;
    private static final Duration STEPS_BACK = Duration.ofSeconds(30);

    private final List<InetSocketAddress> configured;
    private final Map<InetSocketAddress, Failing> failing = new ConcurrentHashMap<>();
    private final LongSupplier monotonicNanos;

    UpstreamOrder(List<InetSocketAddress> configured, LongSupplier monotonicNanos) {
        this.configured = List.copyOf(configured);
        this.monotonicNanos = monotonicNanos;
    }

    boolean isEmpty() {
        return configured.isEmpty();
    }

    boolean isSingle() {
        return configured.size() == 1;
    }

    /** All of them: the healthy ones as configured, then the others. */
    List<InetSocketAddress> now() {
        if (failing.isEmpty()) {
            return configured;
        }
        var first = new ArrayList<InetSocketAddress>(configured.size());
        var last = new ArrayList<InetSocketAddress>();
        for (InetSocketAddress server : configured) {
            (isAiling(server) ? last : first).add(server);
        }
        first.addAll(last);
        return first;
    }

    void answered(InetSocketAddress server) {
        if (!failing.isEmpty()) {
            failing.remove(server);
        }
    }

    void failed(InetSocketAddress server) {
        long at = monotonicNanos.getAsLong();
        failing.merge(server, new Failing(1, at), (before, now) -> new Failing(Math.min(before.times() + 1, FAILURES), at));
    }

    private boolean isAiling(InetSocketAddress server) {
        Failing its = failing.get(server);
        return its != null && its.times() >= FAILURES && monotonicNanos.getAsLong() - its.last() < STEPS_BACK.toNanos();
    }

    private record Failing(int times, long last) {}
}
