package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.address;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.lease;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Claim.Granted;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * Claims leases until it is killed. Each thread has clients of its own, all want the same addresses and often move. It says
 * {@code try CLIENT ADDRESS SECONDS} before a claim, and {@code ack} with the same after it was granted, or {@code taken}.
 */
final class ClaimingProcess {

    private static final int CLIENTS_OF_A_THREAD = 20;
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private ClaimingProcess() {}

    public static void main(String[] arguments) throws Exception {
        var store = SqliteLeaseStore.open(Path.of(arguments[0]));
        int threads = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        say("open");
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            Thread.ofVirtual().start(() -> claimForever(store, number, threads, new Random(seed + number)));
        }
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void claimForever(LeaseStore store, int thread, int threads, Random random) {
        try {
            for (long round = 1; ; round++) {
                int client = thread * CLIENTS_OF_A_THREAD + random.nextInt(CLIENTS_OF_A_THREAD);
                int address = random.nextInt(threads * CLIENTS_OF_A_THREAD * 2);
                var what = client + " " + address + " " + round;
                say("try " + what);
                var claim = store.claim(lease(client(client), address(address), NOW.plusSeconds(round)), NOW);
                say((claim instanceof Granted ? "ack " : "taken ") + what);
            }
        } catch (StoreException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One write for one line: a line is said wholly or not at all. */
    private static void say(String line) throws IOException {
        OUT.write((line + "\n").getBytes(US_ASCII));
    }
}
