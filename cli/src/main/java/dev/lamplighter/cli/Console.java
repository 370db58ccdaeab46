package dev.lamplighter.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** What a command reads and where it prints: the process's streams and environment, or a test's. */
public record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {

    public static Console ofProcess() {
        return new Console(System.in, System.out, System.err, System.getenv());
    }
}
