package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Keeps what was published. */
final class RecordedEvents implements Events {

    private final AtomicLong sequence = new AtomicLong();
    private final List<BootEvent> published = new CopyOnWriteArrayList<>();

    List<BootEvent> published() {
        return published;
    }

    List<BootEvent.BadFile> badFiles() {
        return published.stream().filter(BootEvent.BadFile.class::isInstance).map(BootEvent.BadFile.class::cast).toList();
    }

    @Override
    public Stamp stamp() {
        return new Stamp("test", sequence.incrementAndGet(), Instant.EPOCH, 0);
    }

    @Override
    public void publish(BootEvent event) {
        published.add(event);
    }

    @Override
    public Subscription subscribe(int buffer, Consumer<BootEvent> to) {
        return () -> {};
    }
}
