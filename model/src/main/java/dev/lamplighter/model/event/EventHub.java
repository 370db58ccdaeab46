package dev.lamplighter.model.event;

import dev.lamplighter.model.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The events of one process: each subscriber has a bounded queue and a virtual thread that empties it. The first event after silence is
 * delivered at once; what follows it is collected for a moment, so that a busy process does not wake a thread for every event.
 */
public final class EventHub implements Events {

    /** How long closing waits for a subscriber, in milliseconds. */
    private static final long LONGEST_CLOSE = 2000;

    /** How long events are collected after a delivery, in milliseconds. */
    private static final long COLLECTED = 10;

    private final String instance;
    private final Clock clock;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final List<Delivery> subscriptions = new CopyOnWriteArrayList<>();

    public EventHub(String instance, Clock clock) {
        this.instance = instance;
        this.clock = clock;
    }

    @Override
    public Stamp stamp() {
        return new Stamp(instance, sequence.incrementAndGet(), clock.instant(), System.nanoTime());
    }

    @Override
    public void publish(BootEvent event) {
        if (subscriptions.isEmpty()) {
            return;
        }
        var entry = new Entry.Of(event);
        for (Delivery subscription : subscriptions) {
            if (subscription.wanted.test(event) && !subscription.waiting.offer(entry)) {
                lost.incrementAndGet();
            }
        }
    }

    /** How many deliveries were dropped because a subscriber's queue was full. */
    public long lost() {
        return lost.get();
    }

    @Override
    public Subscription subscribe(int buffer, Consumer<BootEvent> to) {
        return subscribe(buffer, to, () -> { });
    }

    /** As {@link #subscribe(int, Consumer)}, for events that {@code wanted} is true of: the others neither wait nor wake anybody. It is asked by who publishes, so it is quick. */
    public Subscription subscribe(int buffer, Predicate<BootEvent> wanted, Consumer<BootEvent> to) {
        return subscribe(buffer, wanted, to, () -> { });
    }

    /** As {@link #subscribe(int, Consumer)}; {@code quiet} is called on the same thread when, after some events, nothing more waits. */
    public Subscription subscribe(int buffer, Consumer<BootEvent> to, Runnable quiet) {
        return subscribe(buffer, _ -> true, to, quiet);
    }

    /** Both of these. */
    public Subscription subscribe(int buffer, Predicate<BootEvent> wanted, Consumer<BootEvent> to, Runnable quiet) {
        var subscription = new Delivery(new ArrayBlockingQueue<>(buffer), wanted, to, quiet);
        subscriptions.add(subscription);
        return subscription;
    }

    private sealed interface Entry {
        record Of(BootEvent event) implements Entry {}

        record End() implements Entry {}
    }

    private final class Delivery implements Subscription {

        final BlockingQueue<Entry> waiting;
        final Thread thread;
        final Predicate<BootEvent> wanted;
        private final Consumer<BootEvent> to;
        private final Runnable quiet;
        private volatile boolean closing;

        Delivery(BlockingQueue<Entry> waiting, Predicate<BootEvent> wanted, Consumer<BootEvent> to, Runnable quiet) {
            this.waiting = waiting;
            this.wanted = wanted;
            this.to = to;
            this.quiet = quiet;
            this.thread = Thread.ofVirtual().name("events").start(this::deliver);
        }

        private void deliver() {
            try {
                var batch = new ArrayList<Entry>();
                boolean ended = false;
                while (!ended) {
                    batch.add(waiting.take());
                    waiting.drainTo(batch);
                    ended = hearAll(batch);
                    batch.clear();
                    if (!closing) {
                        Thread.sleep(COLLECTED);
                    }
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        /** True where the end was among them. */
        private boolean hearAll(List<Entry> batch) {
            for (Entry entry : batch) {
                switch (entry) {
                    case Entry.Of(BootEvent event) -> guarded(() -> to.accept(event));
                    case Entry.End() -> {
                        guarded(quiet);
                        return true;
                    }
                }
            }
            guarded(quiet);
            return false;
        }

        /** A subscriber that throws loses that event alone, and the loss is counted. */
        private void guarded(Runnable call) {
            try {
                call.run();
            } catch (RuntimeException defect) {
                lost.incrementAndGet();
            }
        }

        @Override
        public void close() {
            if (!subscriptions.remove(this)) {
                return;
            }
            closing = true;
            try {
                // Who does not listen any more must not keep the process from ending.
                if (!waiting.offer(new Entry.End(), LONGEST_CLOSE, TimeUnit.MILLISECONDS) || !thread.join(Duration.ofMillis(LONGEST_CLOSE))) {
                    lost.addAndGet(waiting.size());
                    thread.interrupt();
                }
            } catch (InterruptedException hurried) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
