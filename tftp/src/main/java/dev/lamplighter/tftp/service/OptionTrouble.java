package dev.lamplighter.tftp.service;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which clients fail once an option is granted (RFC 2347 section 3 knows only those that say so): after the second failure in a row with a
 * file a client gets that file as RFC 1350 has it, in blocks of 512 octets without options. Bounded in number, and forgotten after a while or
 * a success. Safe for any thread.
 */
public final class OptionTrouble {

    private static final int FAILURES = 2;

    private record Key(InetAddress client, String file) {}

    private record Failed(int times, long at) {}

    private final LinkedHashMap<Key, Failed> failed = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final Duration memory;
    private final LongSupplier monotonicNanos;

    /** {@code most} clients and files are remembered, each for {@code memory} after its last failure. */
    public OptionTrouble(int most, Duration memory, LongSupplier monotonicNanos) {
        this.most = most;
        this.memory = memory;
        this.monotonicNanos = monotonicNanos;
    }

    public static OptionTrouble standard() {
        return new OptionTrouble(1024, Duration.ofMinutes(10), System::nanoTime);
    }

    /** Whether the client had better be granted nothing. */
    public synchronized boolean has(InetAddress client, String file) {
        return !failed.isEmpty() && fresh(new Key(client, file)).filter(its -> its.times() >= FAILURES).isPresent();
    }

    public synchronized void failed(InetAddress client, String file) {
        var key = new Key(client, file);
        int before = fresh(key).map(Failed::times).orElse(0);
        failed.put(key, new Failed(Math.min(before + 1, FAILURES), monotonicNanos.getAsLong()));
        if (failed.size() > most) {
            failed.pollFirstEntry();
        }
    }

    public synchronized void succeeded(InetAddress client, String file) {
        if (!failed.isEmpty()) {
            failed.remove(new Key(client, file));
        }
    }

    private Optional<Failed> fresh(Key key) {
        Optional<Failed> known = Optional.ofNullable(failed.get(key));
        if (known.isPresent() && monotonicNanos.getAsLong() - known.get().at() > memory.toNanos()) {
            failed.remove(key);
            return Optional.empty();
        }
        return known;
    }
}
