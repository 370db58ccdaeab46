package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of a lease database. Its {@code user_version} says how many of {@link #STEPS} it has been through, and its
 * {@code application_id} that it is ours. A new format is one more step at the end.
 */
final class LeaseSchema {

    /** "Lamp" in ASCII. */
    private static final int APPLICATION = 0x4c616d70;

    private static final List<List<String>> STEPS = List.of(List.of(
            """
            CREATE TABLE lease (
                segment TEXT NOT NULL,
                address TEXT NOT NULL,
                client BLOB NOT NULL,
                state TEXT NOT NULL,
                expires INTEGER NOT NULL,
                mac BLOB NOT NULL,
                hostname TEXT,
                PRIMARY KEY (segment, address)
            ) STRICT, WITHOUT ROWID""",
            "CREATE UNIQUE INDEX lease_of_client ON lease (segment, client) WHERE state = 'BOUND'"));

    private LeaseSchema() {}

    /** Brings the database to the newest format, each step in a transaction of its own. Refuses a newer one and one that is not ours. */
    static void bring(Connection database, Path file) throws SQLException, StoreException {
        int version = number(database, "PRAGMA user_version");
        int application = number(database, "PRAGMA application_id");
        boolean fresh = version == 0 && application == 0 && number(database, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!fresh && application != APPLICATION) {
            throw new StoreException(file + " is an SQLite database of another program. Name another file, or move this one away.");
        }
        if (version > STEPS.size()) {
            throw new StoreException(file + " was written by a newer version (format " + version + ", this version knows up to " + STEPS.size()
                    + "). Start the newer version, or move the file away and begin with no leases.");
        }
        for (int step = version; step < STEPS.size(); step++) {
            take(database, step);
        }
    }

    private static void take(Connection database, int step) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                for (var sql : STEPS.get(step)) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA application_id = " + APPLICATION);
                statement.execute("PRAGMA user_version = " + (step + 1));
                statement.execute("COMMIT");
            } catch (SQLException failure) {
                SqliteTrouble.rollBack(statement, failure);
                throw failure;
            }
        }
    }

    private static int number(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() ? answer.getInt(1) : 0;
        }
    }
}
