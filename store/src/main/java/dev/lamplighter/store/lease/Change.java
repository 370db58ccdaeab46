package dev.lamplighter.store.lease;

import java.util.List;

/** One step of a {@link LeaseTable}: a lease that comes and those that go for it. It can be taken back exactly. */
record Change(Lease added, List<Lease> removed) {

    Change {
        removed = List.copyOf(removed);
    }

    /** Offers live in memory only; everything else goes to disk. */
    boolean isDurable() {
        return added.state() != Lease.State.OFFERED;
    }
}
