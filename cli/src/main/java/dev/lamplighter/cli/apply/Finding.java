package dev.lamplighter.cli.apply;

import static java.util.Locale.ROOT;

/** What is wrong with a file; line and column count from 1, 0 where unknown. An error refuses everything. */
record Finding(Level level, String file, int line, int column, String message) {

    enum Level { ERROR, WARNING }

    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line + ":" + column) + ": " + level.name().toLowerCase(ROOT) + ": " + message;
    }
}
