package dev.lamplighter.rpc.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The memory that all calls together may use, in KiB. What is wanted beyond all of it counts as all of it. */
final class Memory {

    private final int all;
    private final Semaphore free;

    Memory(int all) {
        this.all = all;
        this.free = new Semaphore(all);
    }

    /** The KiB of {@code octets}, at least one. */
    int kibibytes(long octets) {
        return capped((octets >> 10) + 1);
    }

    int capped(long kibibytes) {
        return (int) Math.min(all, kibibytes);
    }

    boolean takeNow(int kibibytes) {
        return free.tryAcquire(kibibytes);
    }

    boolean take(int kibibytes, Duration patience) throws InterruptedException {
        return free.tryAcquire(kibibytes, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void giveBack(int kibibytes) {
        free.release(kibibytes);
    }
}
