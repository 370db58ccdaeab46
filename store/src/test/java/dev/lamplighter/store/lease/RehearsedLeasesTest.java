package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.ALICE;
import static dev.lamplighter.store.lease.Leases.BOB;
import static dev.lamplighter.store.lease.Leases.FIRST;
import static dev.lamplighter.store.lease.Leases.LAB;
import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.SECOND;
import static dev.lamplighter.store.lease.Leases.lease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What would become of leases is worked out on leases that stay as they are. */
class RehearsedLeasesTest {

    private static final Ip4 POOL = Ip4.of("192.0.2.10");
    private static final Ip4Range RANGE = new Ip4Range(POOL, POOL.plus(7));
    private static final int CLIENTS = 6;
    private static final List<Lease.State> STATES = List.of(Lease.State.OFFERED, Lease.State.BOUND, Lease.State.OFFERED, Lease.State.BOUND, Lease.State.QUARANTINED);

    @Test
    void what_is_claimed_is_known_here_and_nowhere_else() throws Exception {
        try (var store = open()) {
            store.claim(lease(BOB, SECOND, LATER), NOW);
            var told = new ArrayList<Lease>();
            try (var _ = store.watch(told::add); var rehearsed = new RehearsedLeases(store)) {
                assertThat(rehearsed.claim(lease(ALICE, FIRST, LATER), NOW)).isEqualTo(new Claim.Granted(lease(ALICE, FIRST, LATER)));
                assertThat(rehearsed.claim(lease(BOB, SECOND.plus(1), LATER), NOW)).isInstanceOf(Claim.Granted.class);

                assertThat(rehearsed.holder(LAB, FIRST)).contains(lease(ALICE, FIRST, LATER));
                assertThat(rehearsed.holder(LAB, SECOND)).as("Bob has moved").isEmpty();
                assertThat(rehearsed.vacant(LAB, RANGE)).as("what Bob left").contains(SECOND);
            }
            assertThat(told).isEmpty();
            assertThat(store.all(LAB)).containsExactly(lease(BOB, SECOND, LATER));
            assertThat(new RehearsedLeases(store).all(LAB)).as("another rehearsal begins anew").containsExactly(lease(BOB, SECOND, LATER));
        }
    }

    @Test
    void an_address_that_somebody_holds_is_refused_as_in_earnest() throws Exception {
        try (var store = open()) {
            store.claim(lease(BOB, FIRST, LATER), NOW);
            assertThat(new RehearsedLeases(store).claim(lease(ALICE, FIRST, LATER), NOW)).isEqualTo(new Claim.Taken(lease(BOB, FIRST, LATER)));
        }
    }

    @Test
    void it_answers_as_a_store_would_in_which_the_same_had_happened() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            try (var real = open(); var earnest = open()) {
                for (int step = 0; step < 20; step++) {
                    Deed.any(random).on(real, earnest);
                }
                List<Lease> before = real.all(LAB);
                var rehearsed = new RehearsedLeases(real);
                for (int step = 0; step < 20; step++) {
                    var deed = Deed.any(random);
                    assertThat(deed.on(rehearsed)).as("seed %d, step %d: %s", seed, step, deed).isEqualTo(deed.on(earnest));
                    assertThat(seen(rehearsed, deed.now())).as("seed %d, step %d: %s", seed, step, deed).isEqualTo(seen(earnest, deed.now()));
                }
                assertThat(real.all(LAB)).as("seed %d", seed).isEqualTo(before);
            }
        }
    }

    /** Everything that a store can be asked. */
    private static List<Object> seen(LeaseStore store, Instant now) {
        var seen = new ArrayList<Object>();
        seen.add(store.all(LAB));
        for (int i = 0; i < CLIENTS; i++) {
            var client = Leases.client(i);
            seen.add(store.find(LAB, client));
            seen.add(store.of(LAB, lease(client, FIRST, NOW).mac()).stream().sorted(LeaseTable.BY_END).toList());
        }
        for (int i = 0; i < RANGE.size(); i++) {
            seen.add(store.holder(LAB, POOL.plus(i)));
            seen.add(store.vacant(LAB, new Ip4Range(POOL.plus(i), RANGE.last())));
        }
        seen.add(store.ended(LAB, Optional.empty(), RANGE::contains, now, 16).found());
        seen.add(store.oldestOffer(LAB, Optional.empty(), RANGE::contains, now).found());
        return seen;
    }

    /** A claim or a release at some time. */
    private record Deed(Lease lease, boolean release, Instant now) {

        static Deed any(Random random) {
            Instant now = NOW.plusSeconds(random.nextInt(100));
            Lease some = Leases.lease(Leases.client(random.nextInt(CLIENTS)), POOL.plus(random.nextInt((int) RANGE.size())), now.plusSeconds(1 + random.nextInt(100)));
            Lease.State state = STATES.get(random.nextInt(STATES.size()));
            return new Deed(new Lease(some.segment(), some.client(), some.address(), state, some.expires(), some.mac(), some.hostname()), random.nextInt(4) == 0, now);
        }

        void on(LeaseStore one, LeaseStore other) throws StoreException {
            on(one);
            on(other);
        }

        Object on(LeaseStore store) throws StoreException {
            return release ? (Object) store.release(lease, now) : store.claim(lease, now);
        }
    }

    private static LeaseStore open() throws StoreException {
        return SqliteLeaseStore.over(new MemoryJournal(), LeaseLimits.DEFAULT);
    }
}
