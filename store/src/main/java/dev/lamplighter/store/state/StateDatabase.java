package dev.lamplighter.store.state;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.BootIntent;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Mac;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.SqliteTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.sqlite.SQLiteConfig;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The state in one SQLite file that several processes may have open: the server, and commands that change an intent. Used by one thread at a
 * time.
 */
final class StateDatabase implements AutoCloseable {

    private static final int FORMAT = 2;

    /** "LamS" in ASCII: the state of machines. */
    private static final int APPLICATION = 0x4c616d53;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE intent (machine TEXT NOT NULL PRIMARY KEY, declared TEXT NOT NULL, current TEXT NOT NULL, since INTEGER NOT NULL, why TEXT NOT NULL,"
                    + " marks TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID",
            "CREATE TABLE token (machine TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE TABLE seen (mac BLOB NOT NULL PRIMARY KEY, uuid TEXT, arch INTEGER, address TEXT, first INTEGER NOT NULL, last INTEGER NOT NULL)"
                    + " STRICT, WITHOUT ROWID");

    private final Path file;
    private final Connection database;
    private long version;

    private StateDatabase(Path file, Connection database) {
        this.file = file;
        this.database = database;
    }

    static StateDatabase open(Path file, StateLimits limits) throws StoreException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new StoreException("There is no folder " + folder + " for the state of machines. Create it, and give it to the user that runs this.");
        }
        if (!Files.isWritable(folder)) {
            throw new StoreException("The folder " + folder + " cannot be written. Give it to the user that runs this.");
        }
        try {
            var properties = new Properties();
            properties.setProperty("jdbc.get_generated_keys", "false");
            var opened = new StateDatabase(file, new JDBC4Connection("jdbc:sqlite:" + file, file.toAbsolutePath().toString(), properties));
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

    /** What is in {@code file}, which is not written to; nothing where there is certainly none. */
    static StateRows look(Path file, StateLimits limits) throws StoreException {
        if (Files.notExists(file)) {
            return new StateRows(List.of(), Map.of(), List.of());
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout((int) limits.busy().toMillis());
        try (var looking = new StateDatabase(file, new JDBC4Connection("jdbc:sqlite:" + file, file.toAbsolutePath().toString(), config.toProperties()))) {
            return looking.load();
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    private void prepare(StateLimits limits) throws SQLException, StoreException {
        try (var statement = database.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + limits.busy().toMillis());
            statement.execute("PRAGMA cache_size = -1024");
            statement.execute("PRAGMA temp_store = MEMORY");
            try (var mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                if (!mode.next() || !mode.getString(1).equals("wal")) {
                    throw new StoreException(file + " lies where SQLite cannot keep a write-ahead log, for example on a network file system."
                            + " Keep the state on a local disk.");
                }
            }
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("BEGIN IMMEDIATE");
            try {
                create(statement);
                statement.execute("COMMIT");
            } catch (SQLException failure) {
                SqliteTrouble.rollBack(statement, failure);
                throw failure;
            }
        }
        version = number("PRAGMA data_version");
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
        } else if (application == APPLICATION && format == 1) {
            statement.execute("ALTER TABLE intent ADD COLUMN marks TEXT NOT NULL DEFAULT ''");
            statement.execute("PRAGMA user_version = " + FORMAT);
        } else if (application != APPLICATION || format != FORMAT) {
            statement.execute("ROLLBACK");
            throw new StoreException(file + (application != APPLICATION ? " is an SQLite database of another program." : " was written by another version.")
                    + " Move it away, or name another folder for the state.");
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }

    /** Whether another process has written since the last good {@link #load}, or since this was opened. */
    boolean changedElsewhere() throws StoreException {
        try {
            return number("PRAGMA data_version") != version;
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    /** One statement, for tests that stand in another program's place. */
    void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    StateRows load() throws StoreException {
        try {
            long loaded = number("PRAGMA data_version");
            var rows = new StateRows(intents(), tokens(), seen());
            version = loaded;
            return rows;
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        } catch (IllegalArgumentException malformed) {
            throw new StoreException(file + " holds a row that cannot be read: " + malformed.getMessage() + ". Move the file away.", malformed);
        }
    }

    private List<Intent> intents() throws SQLException {
        var intents = new ArrayList<Intent>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT machine, declared, current, since, why, marks FROM intent ORDER BY since, machine")) {
            while (rows.next()) {
                intents.add(new Intent(rows.getString(1), marks(rows.getString(6)), intent(rows.getString(2)), intent(rows.getString(3)), Instant.ofEpochMilli(rows.getLong(4)),
                        rows.getString(5)));
            }
        }
        return intents;
    }

    private static Set<String> marks(String text) {
        return text.isEmpty() ? Set.of() : Set.copyOf(List.of(text.split("\n", -1)));
    }

    private static BootIntent intent(String text) {
        return BootIntent.parse(text).orElseThrow(() -> new IllegalArgumentException("no boot intent: " + text));
    }

    private Map<String, String> tokens() throws SQLException {
        var tokens = new HashMap<String, String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT machine, text FROM token")) {
            while (rows.next()) {
                tokens.put(rows.getString(1), rows.getString(2));
            }
        }
        return tokens;
    }

    private List<Seen> seen() throws SQLException {
        var seen = new ArrayList<Seen>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT mac, uuid, arch, address, first, last FROM seen ORDER BY last")) {
            while (rows.next()) {
                seen.add(sighting(rows));
            }
        }
        return seen;
    }

    private static Seen sighting(ResultSet row) throws SQLException {
        Optional<Arch> arch = row.getObject(3) == null ? Optional.empty() : Optional.of(new Arch(row.getInt(3)));
        return new Seen(new Mac(Bytes.owned(row.getBytes(1))), Optional.ofNullable(row.getString(2)).map(UUID::fromString), arch,
                Optional.ofNullable(row.getString(4)).flatMap(IpAddress::parse), Instant.ofEpochMilli(row.getLong(5)), Instant.ofEpochMilli(row.getLong(6)));
    }

    /** Writes all of it, durably, or nothing. */
    void write(StateTable.Unwritten changes) throws StoreException {
        try (var transaction = database.createStatement()) {
            transaction.execute("BEGIN IMMEDIATE");
            try {
                intents(changes);
                tokens(changes.tokens());
                seen(changes);
                transaction.execute("COMMIT");
            } catch (SQLException failure) {
                SqliteTrouble.rollBack(transaction, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    private void intents(StateTable.Unwritten changes) throws SQLException {
        try (var put = database.prepareStatement("INSERT OR REPLACE INTO intent (machine, declared, current, since, why, marks) VALUES (?, ?, ?, ?, ?, ?)");
                var drop = database.prepareStatement("DELETE FROM intent WHERE machine = ?")) {
            for (Intent intent : changes.intents()) {
                put.setString(1, intent.machine());
                put.setString(2, intent.declared().key());
                put.setString(3, intent.current().key());
                put.setLong(4, intent.since().toEpochMilli());
                put.setString(5, intent.why());
                put.setString(6, String.join("\n", intent.marks()));
                put.executeUpdate();
            }
            for (String machine : changes.intentsGone()) {
                drop.setString(1, machine);
                drop.executeUpdate();
            }
        }
    }

    private void tokens(Map<String, String> tokens) throws SQLException {
        try (var put = database.prepareStatement("INSERT OR REPLACE INTO token (machine, text) VALUES (?, ?)");
                var drop = database.prepareStatement("DELETE FROM token WHERE machine = ?")) {
            for (Map.Entry<String, String> token : tokens.entrySet()) {
                PreparedStatement statement = token.getValue().isEmpty() ? drop : put;
                statement.setString(1, token.getKey());
                if (!token.getValue().isEmpty()) {
                    statement.setString(2, token.getValue());
                }
                statement.executeUpdate();
            }
        }
    }

    private void seen(StateTable.Unwritten changes) throws SQLException {
        try (var put = database.prepareStatement("INSERT OR REPLACE INTO seen (mac, uuid, arch, address, first, last) VALUES (?, ?, ?, ?, ?, ?)");
                var drop = database.prepareStatement("DELETE FROM seen WHERE mac = ?")) {
            for (Seen sighting : changes.seen()) {
                put.setBytes(1, sighting.mac().octets().toArray());
                put.setString(2, sighting.uuid().map(UUID::toString).orElse(null));
                put.setObject(3, sighting.arch().map(Arch::code).orElse(null));
                put.setString(4, sighting.address().map(Object::toString).orElse(null));
                put.setLong(5, sighting.first().toEpochMilli());
                put.setLong(6, sighting.last().toEpochMilli());
                put.executeUpdate();
            }
            for (Mac mac : changes.seenGone()) {
                drop.setBytes(1, mac.octets().toArray());
                drop.executeUpdate();
            }
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
