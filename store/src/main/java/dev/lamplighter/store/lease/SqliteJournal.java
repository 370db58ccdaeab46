package dev.lamplighter.store.lease;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The SQLite file of a lease store: a write-ahead log that is synchronised at every commit (sqlite.org/wal.html). Claims come in no order, so
 * nearly each one changes a page of its own: pages are small, and the cache has room for all of them. Connects without
 * {@code DriverManager}, whose search for drivers costs start-up time.
 */
final class SqliteJournal implements LeaseJournal {

    private static final int PAGE = 512;
    private static final int CACHE_KIB = 16 << 10;
    private static final int LOG = 4 << 20;
    static final String LOAD = "SELECT segment, address, client, state, expires, mac, hostname FROM lease";
    /** A renewal touches no index, so that it writes one page however many leases there are. */
    private static final String RENEW =
            "UPDATE lease SET expires = ?, mac = ?, hostname = ? WHERE segment = ? AND address = ? AND client = ? AND state = ?";
    private static final String PUT =
            "INSERT OR REPLACE INTO lease (expires, mac, hostname, segment, address, client, state) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String DROP = "DELETE FROM lease WHERE segment = ? AND address = ? AND client = ?";

    private final Path file;
    private final LockFile lock;
    private final Connection database;
    private Optional<Prepared> prepared = Optional.empty();

    private SqliteJournal(Path file, LockFile lock, Connection database) {
        this.file = file;
        this.lock = lock;
        this.database = database;
    }

    static SqliteJournal open(Path file, LeaseLimits limits) throws StoreException {
        check(file);
        var lock = LockFile.take(file);
        try {
            return connect(file, limits, lock);
        } catch (StoreException failure) {
            try {
                lock.close();
            } catch (IOException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    private static void check(Path file) throws StoreException {
        var folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new StoreException("The folder " + folder + " for leases is missing. Create it, and give it to the user that runs this.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new StoreException(file + " is not a file, so no leases can be kept there. Move it away.");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new StoreException(file + " cannot be written. Mount its disk writable, or give the file to the user that runs this.");
        }
    }

    private static SqliteJournal connect(Path file, LeaseLimits limits, LockFile lock) throws StoreException {
        Connection database = null;
        try {
            var properties = new Properties();
            properties.setProperty("jdbc.get_generated_keys", "false");
            database = new JDBC4Connection("jdbc:sqlite:" + file, file.toAbsolutePath().toString(), properties);
            tune(database, file, limits);
            LeaseSchema.bring(database, file);
            return new SqliteJournal(file, lock, database);
        } catch (SQLException failure) {
            var explained = SqliteTrouble.explain(file, failure);
            closeAfter(explained, database);
            throw explained;
        } catch (StoreException failure) {
            closeAfter(failure, database);
            throw failure;
        }
    }

    private static void closeAfter(StoreException failure, Connection database) {
        if (database == null) {
            return;
        }
        try {
            database.close();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** What an acknowledged lease rests on: a log, and a synchronised disk at each commit, which WAL mode by itself does not ask for. */
    static void tune(Connection database, Path file, LeaseLimits limits) throws SQLException, StoreException {
        try (var statement = database.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + limits.busy().toMillis());
            statement.execute("PRAGMA page_size = " + PAGE);
            statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
            statement.execute("PRAGMA temp_store = MEMORY");
            try (var mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                if (!mode.next() || !mode.getString(1).equals("wal")) {
                    throw new StoreException(file + " lies where SQLite cannot keep a write-ahead log, for example on a network file system."
                            + " Keep the state on a local disk.");
                }
            }
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = " + LOG / pageSize(statement));
            statement.execute("PRAGMA journal_size_limit = " + LOG);
            statement.execute("PRAGMA max_page_count = " + Math.max(1, limits.fileBytes() / pageSize(statement)));
        }
    }

    /** A file keeps the size that it was made with. */
    private static int pageSize(Statement statement) throws SQLException {
        try (var size = statement.executeQuery("PRAGMA page_size")) {
            return size.next() ? size.getInt(1) : PAGE;
        }
    }

    @Override
    public void load(Consumer<Lease> each) throws StoreException {
        Map<String, SegmentId> segments = new HashMap<>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(LOAD)) {
            while (rows.next()) {
                each.accept(lease(file, rows, segments));
            }
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        }
    }

    /** The lease of a row that {@link #LOAD} gave. */
    static Lease lease(Path file, ResultSet row, Map<String, SegmentId> segments) throws SQLException, StoreException {
        var segment = segments.computeIfAbsent(row.getString(1), SegmentId::new);
        var address = row.getString(2);
        try {
            return new Lease(segment, new ClientId(Bytes.owned(row.getBytes(3))), Ip4.of(address), Lease.State.valueOf(row.getString(4)),
                    Instant.ofEpochMilli(row.getLong(5)), new Mac(Bytes.owned(row.getBytes(6))), Optional.ofNullable(row.getString(7)));
        } catch (IllegalArgumentException malformed) {
            throw new StoreException(file + " holds a lease that cannot be read, of " + address + " on " + segment + ": "
                    + malformed.getMessage() + ". Delete that row with sqlite3, or move the file away.", malformed);
        }
    }

    /** Statements are kept until one fails, because the driver closes that one for good. */
    @Override
    public void write(List<Change> changes) throws StoreException {
        try {
            Prepared to = prepared.isPresent() ? prepared.get() : Prepared.on(database);
            prepared = Optional.of(to);
            to.begin().execute();
            for (var change : changes) {
                drop(change, to.drop());
                if (fill(to.renew(), change.added()).executeUpdate() == 0) {
                    fill(to.put(), change.added()).executeUpdate();
                }
            }
            to.commit().execute();
        } catch (SQLException failure) {
            takeBack(failure);
            throw SqliteTrouble.explain(file, failure);
        }
    }

    private void takeBack(SQLException failure) {
        prepared.ifPresent(it -> it.close(failure));
        prepared = Optional.empty();
        try (var statement = database.createStatement()) {
            SqliteTrouble.rollBack(statement, failure);
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** What a transaction consists of. */
    private record Prepared(PreparedStatement begin, PreparedStatement drop, PreparedStatement renew, PreparedStatement put, PreparedStatement commit) {

        static Prepared on(Connection database) throws SQLException {
            return new Prepared(database.prepareStatement("BEGIN IMMEDIATE"), database.prepareStatement(DROP), database.prepareStatement(RENEW),
                    database.prepareStatement(PUT), database.prepareStatement("COMMIT"));
        }

        void close(SQLException failure) {
            for (var statement : List.of(begin, drop, renew, put, commit)) {
                try {
                    statement.close();
                } catch (SQLException alsoFailed) {
                    failure.addSuppressed(alsoFailed);
                }
            }
        }
    }

    /** Deletes what went, except at the address that the new lease takes over. */
    private static void drop(Change change, PreparedStatement drop) throws SQLException {
        var lease = change.added();
        for (var removed : change.removed()) {
            if (!removed.address().equals(lease.address()) || !removed.segment().equals(lease.segment())) {
                drop.setString(1, removed.segment().name());
                drop.setString(2, removed.address().toString());
                drop.setBytes(3, removed.client().value().toArray());
                drop.executeUpdate();
            }
        }
    }

    /** {@link #RENEW} and {@link #PUT} have the same parameters. */
    private static PreparedStatement fill(PreparedStatement statement, Lease lease) throws SQLException {
        statement.setLong(1, lease.expires().toEpochMilli());
        statement.setBytes(2, lease.mac().octets().toArray());
        statement.setString(3, lease.hostname().orElse(null));
        statement.setString(4, lease.segment().name());
        statement.setString(5, lease.address().toString());
        statement.setBytes(6, lease.client().value().toArray());
        statement.setString(7, lease.state().name());
        return statement;
    }

    @Override
    public void close() throws StoreException {
        try {
            database.close();
        } catch (SQLException failure) {
            throw SqliteTrouble.explain(file, failure);
        } finally {
            release();
        }
    }

    private void release() throws StoreException {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new StoreException("The lock beside " + file + " could not be given back: " + failure.getMessage(), failure);
        }
    }
}
