package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/** Says in a sentence what an error of SQLite means and what to do. The codes are those of sqlite.org/rescode.html. */
public final class SqliteTrouble {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int NOTADB = 26;

    private SqliteTrouble() {}

    public static StoreException explain(Path file, SQLException failure) {
        var sentence = switch (failure.getErrorCode() & 0xff) {
            case BUSY, LOCKED -> "is locked by another program. Close what has it open for writing, for example an sqlite3 shell.";
            case READONLY -> "cannot be written. Mount its disk writable, or give the file to the user that runs this.";
            case IOERR -> "cannot be written or read: its disk reports an error. Look into the kernel's log (dmesg); no restart is needed afterwards.";
            case CORRUPT, NOTADB -> "is damaged, or not a database. Stop this program and move the file away, with its -wal and -shm if there are any;"
                    + " `sqlite3 FILE .recover` may save what it holds. Without it no lease is known until each client asks again.";
            case FULL -> "cannot grow: its disk is full, or the file has reached its limit. Free some space; no restart is needed.";
            case CANTOPEN -> "cannot be opened. It must be a file that the user that runs this may write.";
            default -> "cannot be used.";
        };
        return new StoreException(file + " " + sentence + " (" + failure.getMessage() + ")", failure);
    }

    /** Ends a transaction after {@code failure}; SQLite may have ended it already. */
    public static void rollBack(Statement statement, SQLException failure) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException alreadyEnded) {
            failure.addSuppressed(alreadyEnded);
        }
    }
}
