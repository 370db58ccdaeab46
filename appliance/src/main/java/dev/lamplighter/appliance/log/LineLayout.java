package dev.lamplighter.appliance.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/** One line for an entry of the log: {@code 2026-11-23T18:12:10.712Z INFO  message}, and the stack trace after it where there is one. */
final class LineLayout extends AbstractStringLayout {

    LineLayout() {
        super(StandardCharsets.UTF_8);
    }

    @Override
    public String toSerializable(LogEvent event) {
        var line = new StringBuilder(160);
        line.append(time(event)).append(' ').append(event.getLevel());
        line.repeat(' ', Math.max(1, 6 - event.getLevel().name().length()));
        line.append(event.getMessage().getFormattedMessage()).append('\n');
        return trace(event).isEmpty() ? line.toString() : line.append(trace(event)).toString();
    }

    /** The time with milliseconds, also where they are none, so that lines stand in columns. */
    static String time(LogEvent event) {
        Instant at = Instant.ofEpochMilli(event.getTimeMillis()).truncatedTo(ChronoUnit.MILLIS);
        String text = at.toString();
        return text.length() == 24 ? text : text.substring(0, text.length() - 1) + ".000Z";
    }

    static String trace(LogEvent event) {
        if (event.getThrown() == null) {
            return "";
        }
        var text = new StringWriter();
        event.getThrown().printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
