package dev.lamplighter.appliance;

import dev.lamplighter.console.service.LiveBoots;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.timeline.Timeline;
import dev.lamplighter.timeline.TimelineLimits;
import java.time.Clock;
import java.time.Duration;

/** Makes boots of events while the appliance runs, and tells those who follow them, also of boots that fell silent. */
final class Storyteller implements AutoCloseable {

    private static final int BUFFER = 16_384;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final LiveBoots boots;
    private final Subscription hearing;
    private final Thread silence;

    Storyteller(String instance, EventHub events) {
        boots = new LiveBoots(new Timeline(instance, TimelineLimits.DEFAULT), Clock.systemUTC());
        hearing = events.subscribe(BUFFER, boots, boots::tell);
        silence = Thread.ofVirtual().name("silent boots").start(this::look);
    }

    LiveBoots boots() {
        return boots;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                boots.tell();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        silence.interrupt();
        hearing.close();
    }
}
