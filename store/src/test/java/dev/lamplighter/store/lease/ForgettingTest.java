package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.FIRST;
import static dev.lamplighter.store.lease.Leases.LAB;
import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.lease;
import static dev.lamplighter.store.lease.Leases.offer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store remembers expired leases, but not without bound. */
class ForgettingTest {

    @TempDir
    Path folder;

    @Test
    void the_leases_that_ended_first_are_forgotten_first() throws Exception {
        try (var store = remembering(3)) {
            for (int i = 0; i < 5; i++) {
                store.claim(lease(client(i), FIRST.plus(i), NOW.plusSeconds(10 - i)), NOW);
            }
            assertThat(store.all(LAB)).as("none has ended, so none is forgotten").hasSize(5);

            store.claim(lease(client(5), FIRST.plus(5), LATER), NOW.plusSeconds(8));
            assertThat(store.all(LAB)).extracting(Lease::client).containsExactly(client(0), client(1), client(5));
        }
        try (var after = remembering(3)) {
            assertThat(after.all(LAB)).extracting(Lease::client).containsExactly(client(0), client(1), client(5));
        }
    }

    @Test
    void a_store_opened_with_a_smaller_limit_shrinks_to_it() throws Exception {
        try (var store = remembering(100)) {
            for (int i = 0; i < 50; i++) {
                store.claim(lease(client(i), FIRST.plus(i), NOW.plusSeconds(i)), NOW);
            }
        }
        try (var store = remembering(10)) {
            store.claim(lease(client(50), FIRST.plus(50), LATER), NOW.plusSeconds(60));
            assertThat(store.all(LAB)).hasSize(10).extracting(Lease::client).contains(client(50), client(49)).doesNotContain(client(40));
        }
    }

    @Test
    void offers_that_nobody_answers_are_bounded_and_never_cost_a_lease() throws Exception {
        try (var store = remembering(100)) {
            store.claim(lease(client(100), FIRST.plus(100), LATER), NOW);
            for (int i = 0; i < 20; i++) {
                store.claim(offer(client(i), FIRST.plus(i), NOW.plusSeconds(60 + i)), NOW);
            }
            assertThat(store.all(LAB)).extracting(Lease::client).containsExactly(client(16), client(17), client(18), client(19), client(100));
        }
    }

    @Test
    void a_lease_whose_end_was_written_by_a_wrong_clock_is_cut_short_when_it_is_loaded() throws Exception {
        try (var store = remembering(3)) {
            store.claim(lease(client(1), FIRST, NOW.plus(Duration.ofDays(3650))), NOW);
        }
        var file = folder.resolve("leases.db");
        try (var store = SqliteLeaseStore.open(file, LeaseLimits.DEFAULT, lease -> lease.expires().isAfter(LATER) ? lease.until(LATER) : lease)) {
            assertThat(store.holder(LAB, FIRST)).hasValueSatisfying(lease -> assertThat(lease.expires()).isEqualTo(LATER));
        }
    }

    private LeaseStore remembering(int leases) throws StoreException {
        return SqliteLeaseStore.open(folder.resolve("leases.db"), new LeaseLimits(leases, 4, 8, 1 << 24, Duration.ofSeconds(2)));
    }
}
