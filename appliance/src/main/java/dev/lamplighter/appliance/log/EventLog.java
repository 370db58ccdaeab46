package dev.lamplighter.appliance.log;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventJson;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes each event as one line: for people, or as JSON. */
public final class EventLog implements Consumer<BootEvent> {

    private static final Logger LOG = LogManager.getLogger(Logging.EVENTS);

    private final boolean json;

    public EventLog(boolean json) {
        this.json = json;
    }

    @Override
    public void accept(BootEvent event) {
        Level level = level(event);
        if (LOG.isEnabled(level)) {
            LOG.log(level, json ? EventJson.line(event) : EventLine.of(event));
        }
    }

    private static Level level(BootEvent event) {
        return switch (event) {
            case BootEvent.Dns _ -> Level.DEBUG;
            case BootEvent.BadPacket _ -> Level.DEBUG;
            case BootEvent.BadFile _ -> Level.ERROR;
            case BootEvent.Dhcp _, BootEvent.Tftp _, BootEvent.Http _, BootEvent.Change _, BootEvent.Rpc _ -> Level.INFO;
            case BootEvent.Notice notice -> switch (notice.level()) {
                case INFO -> Level.INFO;
                case WARN -> Level.WARN;
                case ERROR -> Level.ERROR;
            };
        };
    }
}
