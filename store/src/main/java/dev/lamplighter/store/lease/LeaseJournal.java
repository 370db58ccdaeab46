package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;
import java.util.List;
import java.util.function.Consumer;

/** Where leases outlive the process. Used by one thread at a time. */
interface LeaseJournal extends AutoCloseable {

    /** Gives every lease that was written, once each. */
    void load(Consumer<Lease> each) throws StoreException;

    /** Writes all of {@code changes} in their order, or none of them. They are on disk when this returns. */
    void write(List<Change> changes) throws StoreException;

    @Override
    void close() throws StoreException;
}
