package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Tftp.Step;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the events what the door does, and numbers its transfers. */
final class Chronicle {

    private final Events events;
    private final AtomicLong transfers = new AtomicLong();

    Chronicle(Events events) {
        this.events = events;
    }

    long nextTransfer() {
        return transfers.incrementAndGet();
    }

    void step(Wire wire, long transfer, String file, Step step, long octets, Duration elapsed, Optional<Reason> reason) {
        events.publish(new BootEvent.Tftp(events.stamp(), wire, transfer, file, step, octets, elapsed, reason));
    }

    void progress(Wire wire, String file, long octets, long whole) {
        events.publish(new BootEvent.Progress(events.stamp(), wire, "tftp", file, octets, whole));
    }

    void refused(Wire wire, String file, Reason reason) {
        step(wire, nextTransfer(), file, Step.REFUSED, 0, Duration.ZERO, Optional.of(reason));
    }

    void badPacket(Wire wire, int length, Reason reason) {
        events.publish(new BootEvent.BadPacket(events.stamp(), wire, "tftp", length, Optional.of(reason)));
    }
}
