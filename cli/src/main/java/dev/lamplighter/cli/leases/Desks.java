package dev.lamplighter.cli.leases;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.LeaseDesk;
import dev.lamplighter.store.lease.RemoteDesk;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import dev.lamplighter.store.lease.StoreDesk;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Where leases are changed: at the server that has them, else in their database, which no server can open meanwhile. */
final class Desks {

    private Desks() {}

    static LeaseDesk open(Path database, Clock clock) throws StoreException {
        Optional<RemoteDesk> running = RemoteDesk.connect(database);
        return running.isPresent() ? running.get() : new StoreDesk(SqliteLeaseStore.open(database), clock);
    }
}
