package dev.lamplighter.dns.service;

import dev.lamplighter.dns.packet.DnsReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Lets equal questions that arrive while one of them is on its way share its answer. Holds as many entries as there are callers. */
final class Flights<K> {

    private final ConcurrentMap<K, CompletableFuture<DnsReply>> underway = new ConcurrentHashMap<>();

    /** What {@code work} returns, run here or already running for an equal {@code key}; blocks until it is there. */
    DnsReply join(K key, Supplier<DnsReply> work) {
        var mine = new CompletableFuture<DnsReply>();
        CompletableFuture<DnsReply> before = underway.putIfAbsent(key, mine);
        if (before != null) {
            return before.join();
        }
        try {
            DnsReply reply = work.get();
            mine.complete(reply);
            return reply;
        } catch (Throwable failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            underway.remove(key, mine);
        }
    }
}
