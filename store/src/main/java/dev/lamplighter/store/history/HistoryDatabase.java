package dev.lamplighter.store.history;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.SqliteTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.sqlite.jdbc4.JDBC4Connection;

/** The history in one SQLite file. Used by one thread at a time. A power cut may cost the last seconds of it, and no more. */
final class HistoryDatabase implements AutoCloseable {

    private static final int FORMAT = 1;

    /** "LamH" in ASCII: the history of boots. */
    private static final int APPLICATION = 0x4c616d48;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE boot (id TEXT NOT NULL PRIMARY KEY, began INTEGER NOT NULL, last INTEGER NOT NULL, text TEXT NOT NULL) STRICT",
            "CREATE INDEX boot_began ON boot (began)",
            "CREATE TABLE name (name TEXT NOT NULL, boot TEXT NOT NULL, PRIMARY KEY (name, boot)) STRICT, WITHOUT ROWID",
            "CREATE INDEX name_boot ON name (boot)");

    private final Path file;
    private final Connection database;

    private HistoryDatabase(Path file, Connection database) {
        this.file = file;
        this.database = database;
    }

    static HistoryDatabase open(Path file, HistoryLimits limits) throws StoreException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new StoreException("There is no folder " + folder + " that can be written. Create it, and give it to the user that runs this.");
        }
        try {
            var properties = new Properties();
            properties.setProperty("jdbc.get_generated_keys", "false");
            var opened = new HistoryDatabase(file, new JDBC4Connection("jdbc:sqlite:" + file, file.toAbsolutePath().toString(), properties));
            try {
                opened.prepare(limits);
                return opened;
            } catch (StoreException | SQLException failure) {
                opened.database.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    private void prepare(HistoryLimits limits) throws SQLException, StoreException {
        try (var statement = database.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + limits.busy().toMillis());
            statement.execute("PRAGMA cache_size = -1024");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("BEGIN IMMEDIATE");
            try {
                create(statement);
                statement.execute("COMMIT");
            } catch (SQLException failure) {
                SqliteTrouble.rollBack(statement, failure);
                throw failure;
            }
        }
    }

    private void create(Statement statement) throws SQLException, StoreException {
        long format = number("PRAGMA user_version");
        long application = number("PRAGMA application_id");
        if (format == 0 && application == 0 && number("SELECT count(*) FROM sqlite_schema") == 0) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + FORMAT);
        } else if (application != APPLICATION || format != FORMAT) {
            statement.execute("ROLLBACK");
            throw new StoreException(file + (application != APPLICATION ? " is an SQLite database of another program." : " was written by another version.")
                    + " Move it away, or name another folder for the state.");
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = database.createStatement(); var answer = statement.executeQuery(sql)) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }

    /** One statement, for tests that stand in a disk's place. */
    void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Writes all of it, or nothing. */
    void write(Collection<PastBoot> boots) throws StoreException {
        inTransaction(() -> {
            try (var put = database.prepareStatement("INSERT OR REPLACE INTO boot (id, began, last, text) VALUES (?, ?, ?, ?)");
                    var drop = database.prepareStatement("DELETE FROM name WHERE boot = ?");
                    var name = database.prepareStatement("INSERT INTO name (name, boot) VALUES (?, ?)")) {
                for (PastBoot boot : boots) {
                    put.setString(1, boot.id());
                    put.setLong(2, boot.began().toEpochMilli());
                    put.setLong(3, boot.last().toEpochMilli());
                    put.setString(4, boot.text());
                    put.executeUpdate();
                    drop.setString(1, boot.id());
                    drop.executeUpdate();
                    for (String each : boot.names()) {
                        name.setString(1, each);
                        name.setString(2, boot.id());
                        name.executeUpdate();
                    }
                }
            }
        });
    }

    /** Forgets boots that were heard of last before {@code oldest}, and all but the {@code most} that began last. */
    void trim(Instant oldest, int most) throws StoreException {
        inTransaction(() -> {
            try (var aged = database.prepareStatement("DELETE FROM boot WHERE last < ?");
                    var many = database.prepareStatement("DELETE FROM boot WHERE id IN (SELECT id FROM boot ORDER BY began DESC, id LIMIT -1 OFFSET ?)");
                    var names = database.prepareStatement("DELETE FROM name WHERE boot NOT IN (SELECT id FROM boot)")) {
                aged.setLong(1, oldest.toEpochMilli());
                many.setInt(1, most);
                if (aged.executeUpdate() + many.executeUpdate() > 0) {
                    names.executeUpdate();
                }
            }
        });
    }

    /** At most {@code most} boots, of a machine or of all, the one that began last in front; their names are not read. */
    List<PastBoot> find(Optional<String> machine, int most) throws StoreException {
        String which = machine.isPresent() ? " WHERE id IN (SELECT boot FROM name WHERE name = ?)" : "";
        try (var query = database.prepareStatement("SELECT id, began, last, text FROM boot" + which + " ORDER BY began DESC, id LIMIT ?")) {
            if (machine.isPresent()) {
                query.setString(1, machine.get());
            }
            query.setInt(machine.isPresent() ? 2 : 1, most);
            return read(query);
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    /** The last boot of each hardware address, of at most {@code most}, the one that began last in front; their names are not read. */
    List<PastBoot> latest(int most) throws StoreException {
        // SQLite takes the other columns from the row that has the maximum.
        try (var query = database.prepareStatement("SELECT id, max(began), last, text FROM name JOIN boot ON boot.id = name.boot"
                + " WHERE name.name LIKE '__:__:__:__:__:__' GROUP BY name.name ORDER BY max(began) DESC, id LIMIT ?")) {
            query.setInt(1, most);
            return read(query);
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    private static List<PastBoot> read(PreparedStatement query) throws SQLException {
        var found = new ArrayList<PastBoot>();
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(new PastBoot(rows.getString(1), Set.of(), Instant.ofEpochMilli(rows.getLong(2)), Instant.ofEpochMilli(rows.getLong(3)), rows.getString(4)));
            }
        }
        return found;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(Work work) throws StoreException {
        try (var transaction = database.createStatement()) {
            transaction.execute("BEGIN IMMEDIATE");
            try {
                work.run();
                transaction.execute("COMMIT");
            } catch (SQLException failure) {
                SqliteTrouble.rollBack(transaction, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            database.close();
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }
}
