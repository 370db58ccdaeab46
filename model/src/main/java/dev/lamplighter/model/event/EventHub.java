package dev.lamplighter.model.event;

import dev.lamplighter.model.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The events of one process: each subscriber has a bounded queue and a virtual thread that empties it. */
public final class EventHub implements Events {

    /** How long closing waits for a subscriber, in milliseconds. */
    private static final long LONGEST_CLOSE = 2000;

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
        for (Delivery subscription : subscriptions) {
            if (!subscription.waiting.offer(new Entry.Of(event))) {
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
        var subscription = new Delivery(new ArrayBlockingQueue<>(buffer), to);
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

        Delivery(BlockingQueue<Entry> waiting, Consumer<BootEvent> to) {
            this.waiting = waiting;
            this.thread = Thread.ofVirtual().name("events").start(() -> deliver(to));
        }

        private void deliver(Consumer<BootEvent> to) {
            try {
                while (waiting.take() instanceof Entry.Of(BootEvent event)) {
                    hear(to, event);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        /** A subscriber that throws loses that event alone, and the loss is counted. */
        private void hear(Consumer<BootEvent> to, BootEvent event) {
            try {
                to.accept(event);
            } catch (RuntimeException defect) {
                lost.incrementAndGet();
            }
        }

        @Override
        public void close() {
            if (!subscriptions.remove(this)) {
                return;
            }
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
