package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.model.event.Events;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Notices that would come with every packet: each is said once in a while, and once more when it is over. */
final class Alarms {

    private static final int REMEMBERED = 1024;

    private final Events events;
    private final long every;
    private final LongSupplier nanos;
    /** When each was last said, by its code and what it is about; the one that was raised first in front. */
    private final Map<About, Long> raised = new LinkedHashMap<>();
    private volatile boolean quiet = true;

    private record About(String code, String what) {}

    Alarms(Events events, Duration every, LongSupplier nanos) {
        this.events = events;
        this.every = every.toNanos();
        this.nanos = nanos;
    }

    /** Says it, unless it was said of {@code what} a moment ago. */
    void raise(Notice.Level level, String code, String what, Supplier<String> sentence) {
        var about = new About(code, what);
        synchronized (raised) {
            long now = nanos.getAsLong();
            Long last = raised.get(about);
            if (last != null && now - last < every) {
                return;
            }
            raised.remove(about);
            raised.put(about, now);
            quiet = false;
            if (raised.size() > REMEMBERED) {
                Iterator<About> oldest = raised.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        events.publish(new Notice(events.stamp(), level, code, sentence.get()));
    }

    /** Says that it is over, if it was raised. */
    void over(String code, String what, Supplier<String> sentence) {
        if (quiet) {
            return;
        }
        synchronized (raised) {
            if (raised.remove(new About(code, what)) == null) {
                return;
            }
            quiet = raised.isEmpty();
        }
        events.publish(new Notice(events.stamp(), Notice.Level.INFO, code + "-over", sentence.get()));
    }
}
