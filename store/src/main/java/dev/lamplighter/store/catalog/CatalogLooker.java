package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at the catalog now and then without being asked, and tells listeners when it is another one. */
final class CatalogLooker implements AutoCloseable {

    private final Supplier<Catalog> look;
    private final Duration every;
    private final String folder;
    private final Events events;
    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore nudged = new Semaphore(0);
    private final Thread thread;

    /** {@code look} finds what nobody told of, and gives the catalog as it is now. */
    CatalogLooker(Supplier<Catalog> look, long told, Duration every, String folder, Events events) {
        this.look = look;
        this.every = every;
        this.folder = folder;
        this.events = events;
        this.thread = Thread.ofVirtual().name("catalog").start(() -> run(told));
    }

    Subscription listen(Consumer<Catalog> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The catalog has just been changed. Who begins to listen meanwhile is told at the next look. */
    void nudge() {
        if (!listeners.isEmpty()) {
            nudged.release();
        }
    }

    private void run(long first) {
        long told = first;
        String failure = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (nudged.tryAcquire(every.toNanos(), TimeUnit.NANOSECONDS)) {
                    nudged.drainPermits();
                }
            } catch (InterruptedException closing) {
                return;
            }
            try {
                var now = look.get();
                failure = "";
                if (now.revision() != told) {
                    told = now.revision();
                    listeners.forEach(listener -> tell(listener, now));
                }
            } catch (RuntimeException failed) {
                if (!failure.equals(failed.toString())) {
                    failure = failed.toString();
                    events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, "catalog-look",
                            "changes in " + folder + " could not be taken in, which is tried again: " + failure));
                }
            }
        }
    }

    private void tell(Consumer<Catalog> listener, Catalog now) {
        try {
            listener.accept(now);
        } catch (RuntimeException failed) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, "catalog-listener",
                    "a change of the catalog could not be told on: " + failed));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
