package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.address;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.lease;

import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures a lease store by hand: {@code ClaimRate FILE LEASES}, with a file that does not exist yet on the disk to be measured. Prints how long
 * a store of so many leases takes to open, what it holds in the heap, and for 1, 32 and 256 clients at once how many claims a second are acknowledged,
 * what each costs in CPU time, and how much is written for it. They are claimed once uncounted first, so that java is warm.
 */
final class ClaimRate {

    private static final Duration FOR = Duration.ofSeconds(3);

    private static final int WARM_UP = 20_000;

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
            warmUp(store, leases);
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

    private static void warmUp(LeaseStore store, int leases) throws InterruptedException {
        for (int claims = 0; claims < WARM_UP; ) {
            claims += claim(store, leases, 256);
        }
    }

    private static void measure(LeaseStore store, int leases, int clients) throws Exception {
        long begin = System.nanoTime();
        long cpu = cpuNanos();
        long written = writtenOctets();
        int claims = claim(store, leases, clients);
        System.out.printf("%3d at once: %6.0f claims/s, %6.1f us of CPU and %6d octets for each%n", clients, claims * 1e9 / (System.nanoTime() - begin),
                (cpuNanos() - cpu) / 1e3 / claims, (writtenOctets() - written) / claims);
    }

    private static int claim(LeaseStore store, int leases, int clients) throws InterruptedException {
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
        return acknowledged.get();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What this process gave to disks since it began (proc(5), io). */
    private static long writtenOctets() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/io"))) {
            return lines.filter(line -> line.startsWith("write_bytes: ")).mapToLong(line -> Long.parseLong(line.substring(13))).findFirst().orElse(0);
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
