package dev.lamplighter.appliance.log;

import java.time.Instant;

/** The time at the beginning of a line, with milliseconds always: {@code 2026-11-23T18:12:10.712Z}. Formats each second once. One thread at a time. */
final class LineTime {

    private long second = Long.MIN_VALUE;
    private String text = "";

    void write(Instant at, StringBuilder line) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            String whole = Instant.ofEpochSecond(second).toString();
            text = whole.substring(0, whole.length() - 1);
        }
        int millis = at.getNano() / 1_000_000;
        line.append(text).append('.').append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10)).append((char) ('0' + millis % 10)).append('Z');
    }

    String now() {
        var line = new StringBuilder(24);
        write(Instant.now(), line);
        return line.toString();
    }
}
