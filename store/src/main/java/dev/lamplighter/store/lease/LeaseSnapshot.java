package dev.lamplighter.store.lease;

import dev.lamplighter.model.SegmentId;
import dev.lamplighter.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.jdbc4.JDBC4Connection;

/** What a lease database holds at this moment, read beside the process that has it: readers and its writer do not wait for each other. */
public final class LeaseSnapshot {

    private LeaseSnapshot() {}

    /** Every lease on disk, also those that are over; none where there is certainly no file yet. Offers are on no disk. */
    public static List<Lease> read(Path file) throws StoreException {
        if (Files.notExists(file)) {
            return List.of();
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) LeaseLimits.DEFAULT.busy().toMillis());
        var leases = new ArrayList<Lease>();
        Map<String, SegmentId> segments = new HashMap<>();
        try (var database = new JDBC4Connection("jdbc:sqlite:" + file, file.toAbsolutePath().toString(), config.toProperties());
                var statement = database.createStatement();
                var rows = statement.executeQuery(SqliteJournal.LOAD)) {
            while (rows.next()) {
                leases.add(SqliteJournal.lease(file, rows, segments));
            }
            return leases;
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }
}
