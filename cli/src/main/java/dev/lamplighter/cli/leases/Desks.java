package dev.lamplighter.cli.leases;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.LeaseDesk;
import dev.lamplighter.store.lease.RemoteDesk;
import dev.lamplighter.store.lease.SqliteLeaseStore;
import dev.lamplighter.store.lease.StoreDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where leases are changed: at the server that has them, else in their database, which no server can open meanwhile. */
final class Desks {

    private Desks() {}

    static LeaseDesk open(Path database, Clock clock) throws StoreException {
        Optional<RemoteDesk> running = RemoteDesk.connect(database);
        if (running.isPresent()) {
            return running.get();
        }
        if (Files.notExists(database)) {
            create(database);
        }
        return new StoreDesk(SqliteLeaseStore.open(database), clock);
    }

    /** Where root is first, the database is made for whom the folder belongs to; what SQLite puts beside it is that one's too. */
    private static void create(Path database) throws StoreException {
        SqliteLeaseStore.open(database).close();
        Path folder = database.toAbsolutePath().getParent();
        try {
            for (String whose : List.of("unix:gid", "unix:uid")) {
                if (!Files.getAttribute(folder, whose).equals(Files.getAttribute(database, whose)) && Files.getAttribute(database, "unix:uid").equals(0)) {
                    Files.setAttribute(database, whose, Files.getAttribute(folder, whose));
                }
            }
        } catch (IOException failure) {
            throw new StoreException(database + " could not be given to whom its folder belongs: " + failure.getMessage() + "; chown --reference=" + folder + " " + database, failure);
        }
    }
}
