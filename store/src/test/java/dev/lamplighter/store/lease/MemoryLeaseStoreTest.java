package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;

/** The promises of the store without a database under it. */
class MemoryLeaseStoreTest extends LeaseStoreContract {

    private final MemoryJournal disk = new MemoryJournal();

    @Override
    LeaseStore open() throws StoreException {
        return SqliteLeaseStore.over(disk, LeaseLimits.DEFAULT);
    }
}
