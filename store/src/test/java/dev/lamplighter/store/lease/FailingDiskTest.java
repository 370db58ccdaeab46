package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.ALICE;
import static dev.lamplighter.store.lease.Leases.BOB;
import static dev.lamplighter.store.lease.Leases.FIRST;
import static dev.lamplighter.store.lease.Leases.LAB;
import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.MUCH_LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.SECOND;
import static dev.lamplighter.store.lease.Leases.SOON;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.lease;
import static dev.lamplighter.store.lease.Leases.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Claim.Granted;
import dev.lamplighter.store.lease.Claim.Taken;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What happens to leases when the disk does not take them. */
class FailingDiskTest {

    private final MemoryJournal disk = new MemoryJournal();

    @Test
    void what_could_not_be_written_was_not_granted_and_nothing_has_changed() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, SOON), NOW);
            store.claim(lease(BOB, SECOND, SOON), NOW);
            var heard = new ArrayList<Lease>();
            store.watch(heard::add);

            disk.failing = true;
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.claim(lease(BOB, FIRST, LATER), SOON)).withMessage("The disk is full.");
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.release(lease(ALICE, FIRST, SOON), NOW));

            assertThat(store.all(LAB)).containsExactly(lease(ALICE, FIRST, SOON), lease(BOB, SECOND, SOON));
            assertThat(store.find(LAB, ALICE)).contains(lease(ALICE, FIRST, SOON));
            assertThat(store.find(LAB, BOB)).contains(lease(BOB, SECOND, SOON));
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void the_next_claim_succeeds_when_the_disk_is_well_again() throws Exception {
        try (var store = open()) {
            disk.failing = true;
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.claim(lease(ALICE, FIRST, LATER), NOW));
            disk.failing = false;

            assertThat(store.claim(lease(BOB, FIRST, LATER), NOW)).isEqualTo(new Granted(lease(BOB, FIRST, LATER)));
            assertThat(disk.onDisk()).containsExactly(lease(BOB, FIRST, LATER));
        }
    }

    @Test
    void an_error_nobody_foresaw_is_one_failed_claim_and_not_the_end() throws Exception {
        try (var store = open()) {
            disk.broken = true;
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.claim(lease(ALICE, FIRST, LATER), NOW))
                    .withMessageContaining("the driver is broken");
            disk.broken = false;

            assertThat(store.claim(lease(ALICE, FIRST, LATER), NOW)).isInstanceOf(Granted.class);
        }
    }

    @Test
    void what_was_decided_upon_a_claim_that_fails_fails_with_it() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            disk.hold();
            var alice = later(store, lease(ALICE, SECOND, LATER));
            disk.begun.acquire(2);
            var bob = later(store, lease(BOB, FIRST, LATER));
            await(store, lease(BOB, FIRST, LATER));

            disk.failing = true;
            disk.permits.release(100);

            assertThatExceptionOfType(ExecutionException.class).isThrownBy(alice::get);
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(bob::get);
            assertThat(store.all(LAB)).containsExactly(lease(ALICE, FIRST, LATER));
            assertThat(store.find(LAB, BOB)).isEmpty();
        }
    }

    @Test
    void an_offer_made_meanwhile_stays_where_its_address_is_still_free() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            disk.hold();
            var alice = later(store, lease(ALICE, SECOND, LATER));
            disk.begun.acquire(2);
            await(store, lease(ALICE, SECOND, LATER));
            assertThat(store.claim(offer(BOB, FIRST, LATER), NOW)).isInstanceOf(Granted.class);
            assertThat(store.claim(offer(client(3), SECOND.plus(1), LATER), NOW)).isInstanceOf(Granted.class);

            disk.failing = true;
            disk.permits.release(100);

            assertThatExceptionOfType(ExecutionException.class).isThrownBy(alice::get);
            assertThat(store.all(LAB)).containsExactly(lease(ALICE, FIRST, LATER), offer(client(3), SECOND.plus(1), LATER));
            assertThat(store.claim(lease(BOB, FIRST, MUCH_LATER), NOW)).isEqualTo(new Taken(lease(ALICE, FIRST, LATER)));
        }
    }

    @Test
    void while_one_transaction_waits_for_the_disk_the_next_one_gathers() throws Exception {
        try (var store = open()) {
            disk.hold();
            var claims = new ArrayList<FutureTask<Claim>>();
            claims.add(later(store, lease(client(0), FIRST, LATER)));
            disk.begun.acquire();
            for (int i = 1; i <= 20; i++) {
                claims.add(later(store, lease(client(i), FIRST.plus(i), LATER)));
                await(store, lease(client(i), FIRST.plus(i), LATER));
            }
            assertThat(claims).noneMatch(FutureTask::isDone);

            disk.permits.release(100);
            for (var claim : claims) {
                assertThat(claim.get()).isInstanceOf(Granted.class);
            }
            assertThat(disk.transactions).containsExactly(1, 20);
        }
    }

    @Test
    void closing_writes_what_waits() throws Exception {
        var store = open();
        disk.hold();
        var claim = later(store, lease(ALICE, FIRST, LATER));
        disk.begun.acquire();
        var closing = new CompletableFuture<Boolean>();
        Thread.startVirtualThread(() -> {
            try {
                store.close();
                closing.complete(claim.isDone());
            } catch (StoreException failure) {
                closing.completeExceptionally(failure);
            }
        });
        disk.permits.release(100);

        closing.get();
        assertThat(claim.get()).isInstanceOf(Granted.class);
        assertThat(disk.onDisk()).containsExactly(lease(ALICE, FIRST, LATER));
    }

    @Test
    void a_disk_that_cannot_be_read_is_an_error_at_once() {
        disk.failing = true;

        assertThatExceptionOfType(StoreException.class).isThrownBy(this::open).withMessage("The disk cannot be read.");
    }

    private LeaseStore open() throws StoreException {
        return SqliteLeaseStore.over(disk, LeaseLimits.DEFAULT);
    }

    private static FutureTask<Claim> later(LeaseStore store, Lease wanted) {
        var claim = new FutureTask<>(() -> store.claim(wanted, NOW));
        Thread.startVirtualThread(claim);
        return claim;
    }

    /** Waits until the claim for {@code lease} has been decided, though not written. */
    private static void await(LeaseStore store, Lease lease) throws InterruptedException {
        while (!store.find(LAB, lease.client()).equals(Optional.of(lease))) {
            Thread.sleep(1);
        }
    }
}
