package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;
import java.time.Clock;
import java.time.Instant;

/** A desk over the store of this process. */
public final class StoreDesk implements LeaseDesk {

    private final LeaseStore store;
    private final Clock clock;

    /** Closes {@code store} when it is closed. */
    public StoreDesk(LeaseStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Taken take(Lease lease) throws StoreException {
        Instant now = clock.instant();
        var own = store.find(lease.segment(), lease.client()).filter(held -> held.state() == Lease.State.BOUND && !held.isOver(now));
        if (own.isPresent() && !own.get().address().equals(lease.address())) {
            return Taken.CLIENT_ELSEWHERE;
        }
        if (own.isPresent() && !own.get().expires().isBefore(lease.expires())) {
            return Taken.ALREADY;
        }
        return switch (store.claim(lease, now)) {
            case Claim.Granted _ -> Taken.GRANTED;
            case Claim.Taken _ -> Taken.ADDRESS_TAKEN;
        };
    }

    @Override
    public boolean release(Lease lease) throws StoreException {
        return store.release(lease, clock.instant());
    }

    @Override
    public void close() throws StoreException {
        store.close();
    }
}
