package dev.lamplighter.rpc.server;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes what gRPC's library writes into the JDK's log, which would print it beside ours, and tells its warnings as events. */
final class LibraryLog extends Handler {

    /** Held here, as the JDK forgets a logger that nobody holds. */
    private static final Logger LIBRARY = Logger.getLogger("io.grpc");

    private final Reporter reporter;

    private LibraryLog(Reporter reporter) {
        this.reporter = reporter;
        setLevel(Level.WARNING);
    }

    /** Listens until closed. */
    static LibraryLog listen(Reporter reporter) {
        var log = new LibraryLog(reporter);
        LIBRARY.setUseParentHandlers(false);
        LIBRARY.addHandler(log);
        return log;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            reporter.library(record.getMessage() + (record.getThrown() == null ? "" : ": " + record.getThrown()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LIBRARY.removeHandler(this);
    }
}
