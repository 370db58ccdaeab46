package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.ALICE;
import static dev.lamplighter.store.lease.Leases.ATTIC;
import static dev.lamplighter.store.lease.Leases.BOB;
import static dev.lamplighter.store.lease.Leases.FIRST;
import static dev.lamplighter.store.lease.Leases.LAB;
import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.MUCH_LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.SECOND;
import static dev.lamplighter.store.lease.Leases.SOON;
import static dev.lamplighter.store.lease.Leases.atOnce;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.in;
import static dev.lamplighter.store.lease.Leases.lease;
import static dev.lamplighter.store.lease.Leases.offer;
import static dev.lamplighter.store.lease.Leases.quarantine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Claim.Granted;
import dev.lamplighter.store.lease.Claim.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every lease store must do. */
abstract class LeaseStoreContract {

    /** Opens the same store again: what was granted before must be there. */
    abstract LeaseStore open() throws StoreException;

    @Test
    void a_granted_lease_is_still_there_after_a_restart() throws Exception {
        var nameless = new Lease(ATTIC, new ClientId(Bytes.EMPTY), FIRST, Lease.State.BOUND, LATER, lease(ALICE, FIRST, LATER).mac(), Optional.empty());
        try (var before = open()) {
            before.claim(lease(ALICE, FIRST, LATER), NOW);
            before.claim(nameless, NOW);
        }
        try (var after = open()) {
            assertThat(after.find(LAB, ALICE)).contains(lease(ALICE, FIRST, LATER));
            assertThat(after.holder(LAB, FIRST)).contains(lease(ALICE, FIRST, LATER));
            assertThat(after.all(ATTIC)).containsExactly(nameless);
        }
    }

    @Test
    void an_address_has_one_holder_however_many_ask_at_once() throws Exception {
        try (var store = open()) {
            var claims = atOnce(64, i -> () -> store.claim(lease(client(i), FIRST, LATER), NOW));
            var winner = store.holder(LAB, FIRST).orElseThrow();

            assertThat(claims).filteredOn(Granted.class::isInstance).containsExactly(new Granted(winner));
            assertThat(claims).filteredOn(Taken.class::isInstance).hasSize(63).containsOnly(new Taken(winner));
        }
    }

    @Test
    void many_who_ask_at_once_for_different_addresses_all_get_them() throws Exception {
        try (var store = open()) {
            var claims = atOnce(200, i -> () -> store.claim(lease(client(i), FIRST.plus(i), LATER), NOW));

            assertThat(claims).allMatch(Granted.class::isInstance);
            assertThat(store.all(LAB)).extracting(Lease::address).hasSize(200).isSorted();
        }
    }

    @Test
    void segments_do_not_know_of_each_other() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            var upstairs = in(ATTIC, lease(BOB, FIRST, LATER));

            assertThat(store.claim(upstairs, NOW)).isEqualTo(new Granted(upstairs));
            assertThat(store.all(LAB)).containsExactly(lease(ALICE, FIRST, LATER));
            assertThat(store.find(ATTIC, ALICE)).isEmpty();
        }
    }

    @Test
    void a_client_renews_its_own_lease_and_another_client_is_told_who_has_it() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            var renewed = lease(ALICE, FIRST, MUCH_LATER);

            assertThat(store.claim(renewed, SOON)).isEqualTo(new Granted(renewed));
            assertThat(store.claim(lease(BOB, FIRST, MUCH_LATER), LATER)).isEqualTo(new Taken(renewed));
        }
    }

    @Test
    void an_expired_lease_is_remembered_until_another_client_takes_the_address() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, SOON), NOW);
            assertThat(store.find(LAB, ALICE)).contains(lease(ALICE, FIRST, SOON));

            assertThat(store.claim(lease(BOB, FIRST, LATER), SOON)).isEqualTo(new Granted(lease(BOB, FIRST, LATER)));
            assertThat(store.find(LAB, ALICE)).isEmpty();
            assertThat(store.holder(LAB, FIRST)).contains(lease(BOB, FIRST, LATER));
        }
        try (var after = open()) {
            assertThat(after.all(LAB)).containsExactly(lease(BOB, FIRST, LATER));
        }
    }

    @Test
    void a_client_that_moves_leaves_its_old_address_to_others() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            store.claim(lease(ALICE, SECOND, LATER), NOW);

            assertThat(store.all(LAB)).containsExactly(lease(ALICE, SECOND, LATER));
            assertThat(store.claim(lease(BOB, FIRST, LATER), NOW)).isInstanceOf(Granted.class);
        }
        try (var after = open()) {
            assertThat(after.all(LAB)).containsExactly(lease(BOB, FIRST, LATER), lease(ALICE, SECOND, LATER));
        }
    }

    @Test
    void two_clients_can_swap_their_addresses_through_a_third() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            store.claim(lease(BOB, SECOND, LATER), NOW);
            store.claim(lease(ALICE, SECOND.plus(1), LATER), NOW);
            store.claim(lease(BOB, FIRST, LATER), NOW);
            store.claim(lease(ALICE, SECOND, LATER), NOW);
        }
        try (var after = open()) {
            assertThat(after.all(LAB)).containsExactly(lease(BOB, FIRST, LATER), lease(ALICE, SECOND, LATER));
        }
    }

    @Test
    void a_released_address_is_free_and_its_client_is_remembered() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);

            assertThat(store.release(lease(ALICE, FIRST, LATER), SOON)).isTrue();
            assertThat(store.find(LAB, ALICE)).contains(lease(ALICE, FIRST, SOON));
        }
        try (var after = open()) {
            assertThat(after.find(LAB, ALICE)).contains(lease(ALICE, FIRST, SOON));
            assertThat(after.claim(lease(BOB, FIRST, LATER), SOON)).isInstanceOf(Granted.class);
        }
    }

    @Test
    void only_the_client_that_holds_an_address_can_release_it() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);

            assertThat(store.release(lease(BOB, FIRST, LATER), NOW)).isFalse();
            assertThat(store.release(lease(ALICE, SECOND, LATER), NOW)).isFalse();
            assertThat(store.release(in(ATTIC, lease(ALICE, FIRST, LATER)), NOW)).isFalse();
            assertThat(store.find(LAB, ALICE)).contains(lease(ALICE, FIRST, LATER));
        }
    }

    @Test
    void an_offer_keeps_its_address_free_for_a_short_while_and_is_forgotten_by_a_restart() throws Exception {
        try (var store = open()) {
            assertThat(store.claim(offer(ALICE, FIRST, SOON), NOW)).isEqualTo(new Granted(offer(ALICE, FIRST, SOON)));
            assertThat(store.claim(offer(BOB, FIRST, SOON), NOW)).isEqualTo(new Taken(offer(ALICE, FIRST, SOON)));
            assertThat(store.claim(lease(BOB, FIRST, LATER), NOW)).isEqualTo(new Taken(offer(ALICE, FIRST, SOON)));
            assertThat(store.find(LAB, ALICE)).contains(offer(ALICE, FIRST, SOON));
        }
        try (var after = open()) {
            assertThat(after.all(LAB)).isEmpty();
        }
    }

    @Test
    void an_offer_becomes_a_lease() throws Exception {
        try (var store = open()) {
            store.claim(offer(ALICE, FIRST, SOON), NOW);
            store.claim(lease(ALICE, FIRST, LATER), NOW);
        }
        try (var after = open()) {
            assertThat(after.all(LAB)).containsExactly(lease(ALICE, FIRST, LATER));
        }
    }

    @Test
    void an_offer_does_not_cut_short_a_lease_that_its_client_has_already() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);

            assertThat(store.claim(offer(ALICE, FIRST, SOON), NOW)).isEqualTo(new Granted(lease(ALICE, FIRST, LATER)));
            assertThat(store.claim(lease(BOB, FIRST, MUCH_LATER), SOON)).isEqualTo(new Taken(lease(ALICE, FIRST, LATER)));
        }
    }

    @Test
    void a_quarantined_address_is_nobodys_until_the_quarantine_ends() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            var quarantined = quarantine(ALICE, FIRST, SOON);

            assertThat(store.claim(quarantined, NOW)).isEqualTo(new Granted(quarantined));
            assertThat(store.find(LAB, ALICE)).isEmpty();
            assertThat(store.claim(lease(ALICE, FIRST, LATER), NOW)).isEqualTo(new Taken(quarantined));
            assertThat(store.claim(offer(BOB, FIRST, LATER), NOW)).isEqualTo(new Taken(quarantined));
            assertThat(store.release(quarantined, NOW)).isFalse();
        }
        try (var after = open()) {
            assertThat(after.holder(LAB, FIRST)).contains(quarantine(ALICE, FIRST, SOON));
            assertThat(after.claim(lease(ALICE, SECOND, LATER), NOW)).isInstanceOf(Granted.class);
            assertThat(after.holder(LAB, FIRST)).contains(quarantine(ALICE, FIRST, SOON));
            assertThat(after.claim(lease(BOB, FIRST, LATER), SOON)).isInstanceOf(Granted.class);
        }
    }

    @Test
    void an_address_that_another_client_holds_cannot_be_quarantined() throws Exception {
        try (var store = open()) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);

            assertThat(store.claim(quarantine(BOB, FIRST, LATER), NOW)).isEqualTo(new Taken(lease(ALICE, FIRST, LATER)));
        }
    }

    @Test
    void a_watcher_hears_of_grants_and_releases_but_not_of_refusals_until_it_leaves() throws Exception {
        var heard = new ArrayList<Lease>();
        try (var store = open()) {
            var watch = store.watch(heard::add);
            store.claim(offer(ALICE, FIRST, SOON), NOW);
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            store.claim(lease(BOB, FIRST, LATER), NOW);
            store.release(lease(BOB, FIRST, LATER), NOW);
            store.release(lease(ALICE, FIRST, LATER), SOON);
            watch.close();
            store.claim(lease(BOB, SECOND, LATER), NOW);
        }
        assertThat(heard).containsExactly(offer(ALICE, FIRST, SOON), lease(ALICE, FIRST, LATER), lease(ALICE, FIRST, SOON));
    }

    @Test
    void a_lease_without_end_and_one_with_nanoseconds_are_the_same_after_a_restart() throws Exception {
        Lease endless;
        Lease precise;
        try (var before = open()) {
            before.claim(lease(ALICE, FIRST, Instant.MAX), NOW);
            before.claim(lease(BOB, SECOND, LATER.plusNanos(1_999_999)), NOW);
            endless = before.find(LAB, ALICE).orElseThrow();
            precise = before.find(LAB, BOB).orElseThrow();
        }
        assertThat(endless.expires()).isAfter(Instant.parse("+200000-01-01T00:00:00Z"));
        assertThat(precise.expires()).isEqualTo(LATER.plusMillis(1));
        try (var after = open()) {
            assertThat(after.all(LAB)).containsExactly(endless, precise);
        }
    }

    @Test
    void a_closed_store_grants_nothing_and_can_be_closed_again() throws Exception {
        var store = open();
        store.close();
        store.close();

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.claim(lease(ALICE, FIRST, LATER), NOW)).withMessageContaining("closed");
    }

    @Test
    void the_leases_of_a_station_are_found_under_every_identifier_it_used() throws Exception {
        try (var store = open()) {
            var mac = lease(ALICE, FIRST, LATER).mac();
            var named = new Lease(LAB, new ClientId(Bytes.hex("ff01")), SECOND, Lease.State.BOUND, LATER, mac, Optional.empty());
            store.claim(lease(ALICE, FIRST, LATER), NOW);
            store.claim(named, NOW);
            assertThat(store.of(LAB, mac)).extracting(Lease::address).containsExactlyInAnyOrder(FIRST, SECOND);
            store.claim(lease(ALICE, FIRST.plus(5), LATER), NOW);
            assertThat(store.of(LAB, mac)).extracting(Lease::address).containsExactlyInAnyOrder(FIRST.plus(5), SECOND);
            assertThat(store.of(ATTIC, mac)).isEmpty();
        }
    }

    @Test
    void ended_leases_come_in_the_order_of_their_ends_and_the_oldest_offer_is_known() throws Exception {
        try (var store = open()) {
            store.claim(lease(client(1), FIRST, NOW.plusSeconds(30)), NOW);
            store.claim(lease(client(2), FIRST.plus(1), NOW.plusSeconds(20)), NOW);
            store.claim(lease(client(3), FIRST.plus(2), LATER), NOW);
            store.claim(offer(client(4), FIRST.plus(3), SOON), NOW);
            store.claim(offer(client(5), FIRST.plus(4), SOON.minusSeconds(10)), NOW);

            assertThat(ended(store, _ -> true, 9)).extracting(Lease::client).containsExactly(client(2), client(1));
            assertThat(ended(store, FIRST::equals, 9)).extracting(Lease::client).containsExactly(client(1));
            assertThat(ended(store, _ -> true, 1)).hasSize(1);
            assertThat(oldestOffer(store, NOW)).extracting(Lease::client).containsExactly(client(5));
            assertThat(oldestOffer(store, SOON.minusSeconds(5))).extracting(Lease::client).containsExactly(client(4));
            assertThat(oldestOffer(store, SOON)).isEmpty();
        }
    }

    private static List<Lease> ended(LeaseStore store, Predicate<Ip4> fits, int most) {
        return store.ended(LAB, Optional.empty(), fits, NOW.plusSeconds(31), most).found();
    }

    private static List<Lease> oldestOffer(LeaseStore store, Instant now) {
        return store.oldestOffer(LAB, Optional.empty(), _ -> true, now).found();
    }

    @Test
    void what_did_not_fit_is_not_looked_at_again_by_who_goes_on_from_there() throws Exception {
        try (var store = open()) {
            for (int i = 0; i < 9; i++) {
                store.claim(lease(client(i), FIRST.plus(i), NOW.plusSeconds(i)), NOW);
                store.claim(offer(client(20 + i), FIRST.plus(20 + i), LATER.plusSeconds(i)), NOW);
            }
            var looked = new ArrayList<Ip4>();
            Predicate<Ip4> last = address -> {
                looked.add(address);
                return address.equals(FIRST.plus(8)) || address.equals(FIRST.plus(28));
            };
            var first = store.ended(LAB, Optional.empty(), last, SOON, 9);
            assertThat(looked).hasSize(9);
            assertThat(store.ended(LAB, first.passed(), last, SOON, 9)).isEqualTo(first);
            assertThat(looked).hasSize(10);

            var offered = store.oldestOffer(LAB, Optional.empty(), last, SOON);
            assertThat(looked).hasSize(19);
            assertThat(store.oldestOffer(LAB, offered.passed(), last, SOON)).isEqualTo(offered);
            assertThat(offered.found()).extracting(Lease::client).containsExactly(client(28));
            assertThat(looked).hasSize(20);
        }
    }

    @Test
    void the_lowest_address_without_a_lease_is_known_also_when_its_client_has_moved() throws Exception {
        var range = new Ip4Range(FIRST, FIRST.plus(3));
        try (var store = open()) {
            assertThat(store.vacant(LAB, range)).contains(FIRST);
            for (int i : new int[] {0, 2, 1, 3}) {
                store.claim(lease(client(i), FIRST.plus(i), SOON), NOW);
            }
            assertThat(store.vacant(LAB, range)).isEmpty();
            assertThat(store.vacant(ATTIC, range)).contains(FIRST);
            store.release(lease(client(3), FIRST.plus(3), SOON), NOW);
            assertThat(store.vacant(LAB, range)).as("its client is remembered").isEmpty();
            store.claim(lease(client(2), FIRST.plus(9), LATER), NOW);
            assertThat(store.vacant(LAB, range)).contains(FIRST.plus(2));
        }
        try (var after = open()) {
            assertThat(after.vacant(LAB, range)).contains(FIRST.plus(2));
        }
    }
}
