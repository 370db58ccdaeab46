package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.address;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.lease;

import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures a lease store by hand: {@code ClaimRate FILE LEASES}, with a file that does not exist yet on the disk to be measured. Prints how long
 * a store of so many leases takes to open, what it holds in the heap, and how many claims a second are acknowledged to 1, 32 and 256 clients at once.
 */
final class ClaimRate {

    private static final Duration FOR = Duration.ofSeconds(3);

    private ClaimRate() {}

    public static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[0]);
        int leases = Integer.parseInt(arguments[1]);
        fill(file, leases);
        long heap = heap();
        long begin = System.nanoTime();
        try (var store = SqliteLeaseStore.open(file)) {
            System.out.printf("%d leases opened in %d ms%n", leases, (System.nanoTime() - begin) / 1_000_000);
            System.out.printf("%d leases hold %d KiB of heap%n", leases, (heap() - heap) / 1024);
            for (int clients : new int[] {1, 32, 256}) {
                measure(store, leases, clients);
            }
        }
    }

    private static void fill(Path file, int leases) throws Exception {
        try (var store = SqliteLeaseStore.open(file)) {
            for (int from = 0; from < leases; from += 1000) {
                int start = from;
                Leases.atOnce(Math.min(1000, leases - from), i -> () -> store.claim(lease(client(start + i), address(start + i), LATER), NOW));
            }
        }
    }

    private static void measure(LeaseStore store, int leases, int clients) throws InterruptedException {
        var acknowledged = new AtomicInteger();
        var next = new AtomicInteger();
        var done = new CountDownLatch(clients);
        long begin = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            Thread.startVirtualThread(() -> {
                try {
                    while (System.nanoTime() - begin < FOR.toNanos()) {
                        int number = (int) (next.getAndIncrement() * 7919L % leases);
                        store.claim(lease(client(number), address(number), LATER.plusSeconds(next.get())), NOW);
                        acknowledged.incrementAndGet();
                    }
                } catch (StoreException failure) {
                    throw new IllegalStateException(failure);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        System.out.printf("%3d at once: %.0f claims/s%n", clients, acknowledged.get() * 1e9 / (System.nanoTime() - begin));
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
