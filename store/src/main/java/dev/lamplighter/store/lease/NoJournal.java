package dev.lamplighter.store.lease;

import java.util.List;
import java.util.function.Consumer;

/** Holds what it was made with, and keeps nothing that is written. */
record NoJournal(List<Lease> leases) implements LeaseJournal {

    NoJournal {
        leases = List.copyOf(leases);
    }

    @Override
    public void load(Consumer<Lease> each) {
        leases.forEach(each);
    }

    @Override
    public void write(List<Change> changes) {
        // Nothing outlives this process.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
