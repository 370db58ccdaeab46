package dev.lamplighter.appliance.log;

import dev.lamplighter.model.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/** One JSON object for an entry: what libraries say, as an object of kind {@code log}. */
final class JsonLayout extends AbstractStringLayout {

    JsonLayout() {
        super(StandardCharsets.UTF_8);
    }

    @Override
    public String toSerializable(LogEvent event) {
        String message = event.getMessage().getFormattedMessage();
        return EventJson.logLine(LineLayout.time(event), event.getLevel().name().toLowerCase(Locale.ROOT), event.getLoggerName(),
                message + LineLayout.trace(event)) + "\n";
    }
}
