package dev.lamplighter.dns.service;

import dev.lamplighter.dns.packet.DnsReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Answers that were learned, until their time is over. Bounded in number and octets; what was used longest ago goes first. Safe for any thread. */
public final class AnswerCache {

    private static final long NANOS = 1_000_000_000L;
    /** What an entry costs beside its records. */
    private static final long OVERHEAD = 256;

    private final LinkedHashMap<QuestionKey, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final int mostEntries;
    private final long mostOctets;
    private final LongSupplier monotonicNanos;
    private long octets;

    public AnswerCache(int mostEntries, long mostOctets, LongSupplier monotonicNanos) {
        this.mostEntries = mostEntries;
        this.mostOctets = mostOctets;
        this.monotonicNanos = monotonicNanos;
    }

    /** The answer as it is now: aged, and marked as remembered. */
    public synchronized Optional<DnsReply> find(QuestionKey key) {
        Entry found = entries.get(key);
        if (found == null) {
            return Optional.empty();
        }
        long age = (monotonicNanos.getAsLong() - found.since()) / NANOS;
        if (age >= found.seconds()) {
            forget(key);
            return Optional.empty();
        }
        DnsReply learned = found.reply();
        return Optional.of(new DnsReply(learned.rcode(), false, learned.records(), age, DnsReply.Source.CACHE, Optional.empty()));
    }

    /** Keeps {@code reply} for {@code lifetime}, if that is at least a second and there is room. */
    public synchronized void store(QuestionKey key, DnsReply reply, Duration lifetime) {
        forget(key);
        if (lifetime.toSeconds() < 1 || mostEntries < 1 || size(reply) > mostOctets) {
            return;
        }
        entries.put(key, new Entry(reply, monotonicNanos.getAsLong(), lifetime.toSeconds()));
        octets += size(reply);
        while (entries.size() > mostEntries || octets > mostOctets) {
            forget(entries.firstEntry().getKey());
        }
    }

    public synchronized int size() {
        return entries.size();
    }

    private void forget(QuestionKey key) {
        Entry gone = entries.remove(key);
        if (gone != null) {
            octets -= size(gone.reply());
        }
    }

    private static long size(DnsReply reply) {
        return OVERHEAD + reply.records().length();
    }

    private record Entry(DnsReply reply, long since, long seconds) {}
}
