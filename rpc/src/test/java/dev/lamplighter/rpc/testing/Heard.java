package dev.lamplighter.rpc.testing;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps every event that was published. */
public final class Heard implements Events {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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

    /** The first event of that kind which is as wanted, waited for. */
    public <E extends BootEvent> E await(Class<E> kind, Predicate<E> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = all(kind).stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no such " + kind.getSimpleName() + " among " + all);
    }

    /** The first refusal for that reason, waited for. */
    public BootEvent.Rpc refusal(String code) throws InterruptedException {
        return await(BootEvent.Rpc.class, event -> event.reason().filter(reason -> reason.code().equals(code)).isPresent());
    }
}
