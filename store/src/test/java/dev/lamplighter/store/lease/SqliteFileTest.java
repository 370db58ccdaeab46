package dev.lamplighter.store.lease;

import static dev.lamplighter.store.lease.Leases.ALICE;
import static dev.lamplighter.store.lease.Leases.BOB;
import static dev.lamplighter.store.lease.Leases.FIRST;
import static dev.lamplighter.store.lease.Leases.LAB;
import static dev.lamplighter.store.lease.Leases.LATER;
import static dev.lamplighter.store.lease.Leases.NOW;
import static dev.lamplighter.store.lease.Leases.client;
import static dev.lamplighter.store.lease.Leases.lease;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Claim.Granted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator is told when the file of leases is not as it should be. */
class SqliteFileTest {

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("leases.db");
    }

    @Test
    void a_missing_folder_is_named() {
        var nowhere = folder.resolve("missing").resolve("leases.db");

        assertThatRefusal(nowhere).withMessageContaining("The folder " + folder.resolve("missing") + " for leases is missing");
    }

    @Test
    void a_folder_that_takes_no_files_is_said_to_be_unwritable() {
        assertThatRefusal(Path.of("/proc/self/leases.db")).withMessageContaining("cannot be written");
    }

    @Test
    void a_read_only_file_is_refused_before_the_first_lease() throws Exception {
        SqliteLeaseStore.open(file).close();
        assertThat(file.toFile().setReadOnly()).isTrue();
        assumeFalse(Files.isWritable(file), "skipped: root may write read-only files");

        assertThatRefusal(file).withMessageContaining(file + " cannot be written");
    }

    @Test
    void a_folder_in_place_of_the_file_is_refused() throws Exception {
        Files.createDirectory(file);

        assertThatRefusal(file).withMessageContaining("is not a file");
    }

    @Test
    void a_file_that_is_no_database_is_called_damaged_with_what_to_do() throws Exception {
        Files.write(file, "not a database, but long enough to be read as the header of one: ".repeat(100).getBytes(UTF_8));

        assertThatRefusal(file).withMessageContaining("is damaged, or not a database").withMessageContaining("move the file away");
    }

    @Test
    void a_database_with_a_page_overwritten_is_called_damaged() throws Exception {
        try (var store = SqliteLeaseStore.open(file)) {
            for (int i = 0; i < 200; i++) {
                store.claim(lease(client(i), FIRST.plus(i), LATER), NOW);
            }
        }
        var content = Files.readAllBytes(file);
        Arrays.fill(content, 4096, content.length, (byte) 0xa5);
        Files.write(file, content);

        assertThatRefusal(file).withMessageContaining("is damaged");
    }

    @Test
    void a_row_that_is_no_lease_is_named() throws Exception {
        try (var store = SqliteLeaseStore.open(file)) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
        }
        sql("UPDATE lease SET state = 'PONDERED'");

        assertThatRefusal(file).withMessageContaining("192.0.2.10 on lab").withMessageContaining("PONDERED");
    }

    @Test
    void a_file_from_a_newer_version_is_left_alone() throws Exception {
        try (var store = SqliteLeaseStore.open(file)) {
            store.claim(lease(ALICE, FIRST, LATER), NOW);
        }
        sql("PRAGMA user_version = 7");

        assertThatRefusal(file).withMessageContaining("newer version (format 7, this version knows up to 1)");
        sql("PRAGMA user_version = 1");
        try (var store = SqliteLeaseStore.open(file)) {
            assertThat(store.find(LAB, ALICE)).isPresent();
        }
    }

    @Test
    void the_database_of_another_program_is_left_alone() throws Exception {
        sql("CREATE TABLE recipes (name TEXT)");

        assertThatRefusal(file).withMessageContaining("SQLite database of another program");
    }

    @Test
    void a_file_belongs_to_one_process_and_the_second_learns_which() throws Exception {
        try (var holder = KilledProcess.holding(file)) {
            assertThatRefusal(file).withMessageContaining("is in use by process " + holder.pid());
        }
        SqliteLeaseStore.open(file).close();
    }

    @Test
    void a_file_is_opened_once_in_a_process_and_the_first_keeps_its_lock() throws Exception {
        try (var store = SqliteLeaseStore.open(file)) {
            assertThatRefusal(file).withMessageContaining("already open in this process");
            assertThatRefusal(folder.resolve(".").resolve("leases.db")).withMessageContaining("already open in this process");
            assertThat(store.claim(lease(ALICE, FIRST, LATER), NOW)).isInstanceOf(Granted.class);
        }
        SqliteLeaseStore.open(file).close();
    }

    @Test
    void a_store_that_failed_to_open_can_be_opened_after_the_repair() throws Exception {
        sql("PRAGMA user_version = 7; PRAGMA application_id = " + 0x4c616d70);
        assertThatRefusal(file).withMessageContaining("newer version");
        Files.delete(file);

        SqliteLeaseStore.open(file).close();
    }

    @Test
    void a_full_disk_grants_nothing_more_and_what_was_granted_can_be_renewed() throws Exception {
        var small = new LeaseLimits(100_000, 100, 8, 16 * 4096, Duration.ofSeconds(2));
        int granted = 0;
        try (var store = SqliteLeaseStore.open(file, small)) {
            StoreException refused = null;
            while (refused == null) {
                try {
                    store.claim(lease(client(granted), FIRST.plus(granted), LATER), NOW);
                    granted++;
                } catch (StoreException full) {
                    refused = full;
                }
            }
            assertThat(refused).hasMessageContaining("cannot grow: its disk is full");
            assertThat(granted).isGreaterThan(50);
            assertThat(store.all(LAB)).hasSize(granted);
            assertThat(store.find(LAB, client(granted))).isEmpty();
            assertThat(store.claim(lease(client(0), FIRST, LATER.plusSeconds(1)), NOW)).isInstanceOf(Granted.class);
        }
        try (var store = SqliteLeaseStore.open(file)) {
            assertThat(store.all(LAB)).hasSize(granted);
            assertThat(store.claim(lease(client(granted), FIRST.plus(granted), LATER), NOW)).isInstanceOf(Granted.class);
        }
    }

    @Test
    void a_database_that_another_program_has_locked_is_a_failed_claim_and_later_claims_succeed() throws Exception {
        try (var store = SqliteLeaseStore.open(file, new LeaseLimits(100, 100, 8, 1 << 24, Duration.ofMillis(20)))) {
            try (var shell = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = shell.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.claim(lease(ALICE, FIRST, LATER), NOW))
                        .withMessageContaining("is locked by another program");
                statement.execute("ROLLBACK");
            }
            assertThat(store.find(LAB, ALICE)).isEmpty();
            assertThat(store.claim(lease(BOB, FIRST, LATER), NOW)).isInstanceOf(Granted.class);
        }
    }

    @Test
    void every_commit_waits_for_the_disk() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            SqliteJournal.tune(connection, file, LeaseLimits.DEFAULT);

            assertThat(setting(connection, "journal_mode")).isEqualTo("wal");
            assertThat(setting(connection, "synchronous")).as("FULL").isEqualTo("2");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("PRAGMA " + name)) {
            return answer.getString(1);
        }
    }

    private static ThrowableAssertAlternative<StoreException> assertThatRefusal(Path file) {
        return assertThatExceptionOfType(StoreException.class).isThrownBy(() -> SqliteLeaseStore.open(file));
    }

    private void sql(String statements) throws SQLException {
        try (var shell = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = shell.createStatement()) {
            statement.executeUpdate(statements);
        }
    }
}
