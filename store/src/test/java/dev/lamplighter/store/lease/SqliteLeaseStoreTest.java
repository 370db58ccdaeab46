package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLeaseStoreTest extends LeaseStoreContract {

    @TempDir
    Path folder;

    @Override
    LeaseStore open() throws StoreException {
        return SqliteLeaseStore.open(folder.resolve("leases.db"));
    }
}
