package dev.lamplighter.appliance;

import dev.lamplighter.console.service.BootJson;
import dev.lamplighter.console.service.BootNames;
import dev.lamplighter.console.service.LiveBoots;
import dev.lamplighter.console.service.PastBoots;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.history.BootHistory;
import dev.lamplighter.store.history.PastBoot;
import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Timeline;
import dev.lamplighter.timeline.TimelineLimits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Makes boots of events while the appliance runs, tells those who follow them, also of boots that fell silent, and keeps what has ended. */
final class Storyteller implements AutoCloseable, PastBoots {

    private static final int BUFFER = 16_384;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final LiveBoots boots;
    private final EventHub events;
    private final Subscription hearing;
    private final Thread silence;
    private volatile Optional<BootHistory> history = Optional.empty();
    private final List<Consumer<List<Boot>>> counting = new CopyOnWriteArrayList<>();

    /** Boots are numbered within {@code instance}, so it must be another one for each process. */
    Storyteller(String instance, EventHub events) {
        this.events = events;
        boots = new LiveBoots(new Timeline(instance, TimelineLimits.DEFAULT), Clock.systemUTC());
        hearing = events.subscribe(BUFFER, Timeline::concerns, boots, boots::tell);
        silence = Thread.ofVirtual().name("silent boots").start(this::look);
    }

    LiveBoots boots() {
        return boots;
    }

    /** From now on boots that end are kept in {@code kept}, which is closed with this. */
    void keep(BootHistory kept) {
        history = Optional.of(kept);
    }

    /** From now on {@code count}, too, is told each second which boots have changed. */
    void count(Consumer<List<Boot>> count) {
        counting.add(count);
    }

    @Override
    public List<Kept> boots(Optional<String> machine, int most) throws IOException {
        return past(kept -> kept.find(machine, most));
    }

    @Override
    public List<Kept> latest(int most) throws IOException {
        return past(kept -> kept.latest(most));
    }

    private interface Asking {
        List<PastBoot> of(BootHistory kept) throws StoreException;
    }

    private List<Kept> past(Asking asking) throws IOException {
        if (history.isEmpty()) {
            return List.of();
        }
        try {
            return asking.of(history.get()).stream().map(boot -> new Kept(boot.id(), boot.began(), boot.text())).toList();
        } catch (StoreException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                lookOnce();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            List<Boot> changed = boots.look();
            counting.forEach(count -> count.accept(changed));
            changed.stream().filter(boot -> boot.state() != Boot.State.UNDER_WAY).forEach(this::keep);
        } catch (RuntimeException defect) {
            notice("timeline-defect", "the timeline of boots has a defect: " + defect);
        }
    }

    private void keep(Boot boot) {
        history.ifPresent(kept -> kept.keep(new PastBoot(boot.id(), BootNames.of(boot), boot.began(), boot.last(), BootJson.line(boot))));
    }

    private void notice(String code, String sentence) {
        events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, code, sentence));
    }

    /** What is under way is kept as it stands: nobody will see how it goes on. */
    @Override
    public void close() {
        silence.interrupt();
        hearing.close();
        if (history.isPresent()) {
            lookOnce();
            boots.boots().stream().filter(boot -> boot.state() == Boot.State.UNDER_WAY).map(Boot::unseen).forEach(this::keep);
            try {
                history.get().close();
            } catch (StoreException failure) {
                notice("history-not-closed", "the history of boots could not be closed cleanly: " + failure.getMessage());
            }
        }
    }
}
