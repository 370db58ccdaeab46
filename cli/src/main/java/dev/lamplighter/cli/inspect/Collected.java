package dev.lamplighter.cli.inspect;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Stamp;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hands each event to one listener, on the publisher's thread. */
public final class Collected implements Events {

    private final Consumer<BootEvent> to;
    private final AtomicLong sequence = new AtomicLong();

    public Collected(Consumer<BootEvent> to) {
        this.to = to;
    }

    @Override
    public Stamp stamp() {
        return new Stamp("check", sequence.incrementAndGet(), Instant.now(), System.nanoTime());
    }

    @Override
    public void publish(BootEvent event) {
        to.accept(event);
    }

    @Override
    public Subscription subscribe(int buffer, Consumer<BootEvent> subscriber) {
        throw new UnsupportedOperationException("there is one listener, and it was named at the start");
    }
}
