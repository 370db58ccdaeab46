package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.audit.OwnRecords;
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
import java.util.Map;
import java.util.Optional;

/** Where leases are changed: at the server that has them, else in their database, which no server can open meanwhile. A running server tells its audit itself. */
final class Desks {

    private Desks() {}

    static LeaseDesk open(Path database, Clock clock, Map<String, String> environment) throws StoreException {
        Optional<RemoteDesk> running = RemoteDesk.connect(database);
        if (running.isPresent()) {
            return running.get();
        }
        if (Files.notExists(database)) {
            create(database);
        }
        return new ToldDesk(new StoreDesk(SqliteLeaseStore.open(database), clock), new OwnRecords(database.toAbsolutePath().getParent(), clock, environment));
    }

    /** Where root is first, the database and its lock are made for whom the folder belongs to; what SQLite puts beside them is that one's too. */
    private static void create(Path database) throws StoreException {
        SqliteLeaseStore.open(database).close();
        give(database);
        give(database.resolveSibling(database.getFileName() + ".lock"));
    }

    private static void give(Path file) throws StoreException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            for (String whose : List.of("unix:gid", "unix:uid")) {
                if (!Files.getAttribute(folder, whose).equals(Files.getAttribute(file, whose)) && Files.getAttribute(file, "unix:uid").equals(0)) {
                    Files.setAttribute(file, whose, Files.getAttribute(folder, whose));
                }
            }
        } catch (IOException failure) {
            throw new StoreException(file + " could not be given to whom its folder belongs: " + failure.getMessage() + "; chown --reference=" + folder + " " + file, failure);
        }
    }
}
