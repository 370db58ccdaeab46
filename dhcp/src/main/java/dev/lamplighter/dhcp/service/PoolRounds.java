package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.store.lease.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How far the search for a free address has come in a subnet's pools. Each question does a bounded part of it and the next one goes on from there,
 * so that a full pool answers many strangers with little work and every address has its turn. For any thread.
 */
final class PoolRounds {

    private final AddressPool pool;
    private long vacant;
    private long swept;
    private Optional<Lease> ended = Optional.empty();
    private Optional<Lease> offered = Optional.empty();

    PoolRounds(AddressPool pool) {
        this.pool = pool;
    }

    /** One that goes on from here by itself. */
    synchronized PoolRounds copy() {
        var copy = new PoolRounds(pool);
        copy.vacant = vacant;
        copy.swept = swept;
        copy.ended = ended;
        copy.offered = offered;
        return copy;
    }

    /**
     * The next address without any lease, of those that {@code fits}. {@code lowest} finds the lowest in a range, and is asked {@code most} times at
     * most. Who asks at once is told different ones.
     */
    synchronized Optional<Ip4> vacant(Function<Ip4Range, Optional<Ip4>> lowest, Predicate<Ip4> fits, int most) {
        long passed = 0;
        for (int asked = 0; asked < most && passed < pool.size(); asked++) {
            OptionalLong found = pool.find(vacant, lowest);
            long reached = found.orElse(pool.size());
            passed += reached - vacant;
            vacant = reached;
            while (vacant < Math.min(pool.size(), reached + most) && !fits.test(pool.at(vacant))) {
                vacant++;
                passed++;
            }
            if (found.isPresent() && vacant == reached) {
                vacant++;
                return Optional.of(pool.at(reached));
            }
            vacant = vacant == pool.size() ? 0 : vacant;
        }
        return Optional.empty();
    }

    /** The next {@code most} addresses, whatever is known of them; all where there are fewer. */
    synchronized List<Ip4> sweep(int most) {
        var addresses = new ArrayList<Ip4>();
        for (long i = 0; i < Math.min(most, pool.size()); i++) {
            addresses.add(pool.at(swept));
            swept = (swept + 1) % pool.size();
        }
        return addresses;
    }

    /** Which lease that is over was passed over last. */
    synchronized Optional<Lease> ended() {
        return ended;
    }

    synchronized void ended(Optional<Lease> passed) {
        ended = passed;
    }

    /** Which offer was passed over last. */
    synchronized Optional<Lease> offered() {
        return offered;
    }

    synchronized void offered(Optional<Lease> passed) {
        offered = passed;
    }
}
