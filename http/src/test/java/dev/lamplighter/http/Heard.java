package dev.lamplighter.http;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps every event that was published. */
public final class Heard implements Events {

    private final List<BootEvent> all = new CopyOnWriteArrayList<>();

    @Override
    public Stamp stamp() {
        return new Stamp("test", all.size() + 1L, Instant.EPOCH, 0);
    }

    @Override
    public void publish(BootEvent event) {
        all.add(event);
    }

    @Override
    public Subscription subscribe(int buffer, Consumer<BootEvent> to) {
        throw new UnsupportedOperationException("nobody listens here");
    }

    public <E extends BootEvent> List<E> all(Class<E> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The codes of all reasons, in order. */
    public List<String> reasons() {
        return all.stream().flatMap(event -> event.reason().stream()).map(reason -> reason.code()).toList();
    }
}
