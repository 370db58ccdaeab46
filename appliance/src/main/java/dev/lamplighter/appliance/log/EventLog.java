package dev.lamplighter.appliance.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.appliance.settings.Settings.LogLevel;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * Writes each event as one line: for people, or as JSON. Lines are gathered and go out together, when nothing more waits or the buffer is full,
 * because writing each alone costs more than making it. Lines that could not be written are counted, and told with the next that can. One thread
 * at a time.
 */
public final class EventLog implements Consumer<BootEvent> {

    private static final int BUFFER = 32 << 10;

    private final LogLevel level;
    private final boolean json;
    private final LogLevel dnsLevel;
    private final OutputStream out;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(BUFFER);
    private final StringBuilder line = new StringBuilder(256);
    private final LineTime time = new LineTime();
    private long waiting;
    private long lost;

    /** Events below {@code level} are left out. */
    public EventLog(LogLevel level, boolean json, OutputStream out) {
        this(level, json, false, out);
    }

    /** {@code dnsQuestions}: each is a line at level info, not debug. */
    public EventLog(LogLevel level, boolean json, boolean dnsQuestions, OutputStream out) {
        this.level = level;
        this.json = json;
        this.dnsLevel = dnsQuestions ? LogLevel.INFO : LogLevel.DEBUG;
        this.out = out;
    }

    /** To standard error. */
    public static EventLog toStandardError(LogLevel level, boolean json, boolean dnsQuestions) {
        return new EventLog(level, json, dnsQuestions, new FileOutputStream(FileDescriptor.err));
    }

    @Override
    public void accept(BootEvent event) {
        LogLevel its = level(event);
        if (its.compareTo(level) < 0) {
            return;
        }
        line.setLength(0);
        if (json) {
            line.append(EventJson.line(event));
        } else {
            time.write(event.stamp().wall(), line);
            line.append(' ').append(its.name()).repeat(' ', Math.max(1, 6 - its.name().length()));
            EventLine.write(event, line);
        }
        gathered.writeBytes(line.append('\n').toString().getBytes(UTF_8));
        waiting++;
        if (gathered.size() >= BUFFER) {
            flush();
        }
    }

    /** Writes what was gathered. */
    public void flush() {
        if (waiting == 0) {
            return;
        }
        try {
            if (lost > 0) {
                out.write(loss().getBytes(UTF_8));
                lost = 0;
            }
            gathered.writeTo(out);
        } catch (IOException full) {
            lost += waiting;
        }
        gathered.reset();
        waiting = 0;
    }

    private String loss() {
        String sentence = lost + " lines of the log were lost, because standard error took none";
        return (json ? EventJson.logLine(time.now(), "warn", Logging.EVENTS, sentence) : time.now() + " WARN  " + sentence) + "\n";
    }

    private LogLevel level(BootEvent event) {
        return switch (event) {
            case BootEvent.Dns _ -> dnsLevel;
            case BootEvent.Progress _ -> LogLevel.TRACE;
            case BootEvent.BadPacket _ -> LogLevel.DEBUG;
            case BootEvent.Router router -> router.answered() ? LogLevel.INFO : LogLevel.DEBUG;
            case BootEvent.BadFile _ -> LogLevel.ERROR;
            case BootEvent.Dhcp _, BootEvent.Tftp _, BootEvent.Http _, BootEvent.Change _, BootEvent.Rpc _ -> LogLevel.INFO;
            case BootEvent.Notice notice -> switch (notice.level()) {
                case INFO -> LogLevel.INFO;
                case WARN -> LogLevel.WARN;
                case ERROR -> LogLevel.ERROR;
            };
        };
    }
}
