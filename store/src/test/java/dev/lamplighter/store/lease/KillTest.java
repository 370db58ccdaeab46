package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.LAB;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.address;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.lease;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment has lost no lease that it acknowledged. */
class KillTest {

    private static final int THREADS = 8;

    /** What each client knows about itself: the last lease that was acknowledged, and the one it has asked for since. */
    private final Map<Integer, Lease> acknowledged = new HashMap<>();

    private final Map<Integer, Lease> asked = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void every_acknowledged_lease_is_found_again_after_kill_9() throws Exception {
        killAndLook(5, 20261123);
    }

    @Test
    @Tag("nightly")
    void every_acknowledged_lease_is_found_again_after_fifty_kills() throws Exception {
        killAndLook(50, 50);
    }

    private void killAndLook(int times, long seed) throws Exception {
        var file = folder.resolve("leases.db");
        var random = new Random(seed);
        for (int time = 1; time <= times; time++) {
            int acknowledgements = claimUntilKilled(file, seed + time, 1 + random.nextInt(1500));
            assertThat(acknowledgements).as("kill %d of seed %d", time, seed).isPositive();
            look(file, "kill %d of seed %d".formatted(time, seed));
        }
    }

    private int claimUntilKilled(Path file, long seed, int lines) throws Exception {
        int acknowledgements = 0;
        try (var process = KilledProcess.claiming(file, THREADS, seed)) {
            int heard = 0;
            for (var line = process.line(); !line.isEmpty(); line = process.line()) {
                if (acknowledgements > 0 && ++heard == lines) {
                    process.kill();
                }
                acknowledgements += note(line.split(" "));
            }
        }
        return acknowledgements;
    }

    private int note(String[] said) {
        if (said[0].equals("open")) {
            return 0;
        }
        int client = Integer.parseInt(said[1]);
        var lease = lease(client(client), address(Integer.parseInt(said[2])), NOW.plusSeconds(Long.parseLong(said[3])));
        if (said[0].equals("try")) {
            asked.put(client, lease);
            return 0;
        }
        asked.remove(client);
        if (said[0].equals("taken")) {
            return 0;
        }
        acknowledged.put(client, lease);
        return 1;
    }

    /** A claim without an answer may have become durable just before the kill, or not. */
    private void look(Path file, String when) throws Exception {
        try (var store = SqliteLeaseStore.open(file)) {
            assertThat(store.all(LAB)).as(when).extracting(Lease::client).doesNotHaveDuplicates();
            assertThat(store.all(LAB)).as(when).extracting(Lease::address).doesNotHaveDuplicates();
            for (int client = 0; client < THREADS * 20; client++) {
                var found = store.find(LAB, client(client));
                var known = Optional.ofNullable(acknowledged.get(client));
                var perhaps = Optional.ofNullable(asked.remove(client));
                assertThat(found).as(when + ", client " + client).isIn(perhaps.isPresent() ? List.of(known, perhaps) : List.of(known));
                found.ifPresent(lease -> assertThat(store.holder(LAB, lease.address())).as(when).contains(lease));
                if (found.isPresent()) {
                    acknowledged.put(client, found.get());
                }
            }
        }
    }
}
