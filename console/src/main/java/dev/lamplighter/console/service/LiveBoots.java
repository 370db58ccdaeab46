package dev.lamplighter.console.service;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Timeline;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The timeline while it runs: one thread tells it events, others ask for boots or follow them. */
public final class LiveBoots implements Consumer<BootEvent> {

    private final Timeline timeline;
    private final InstantSource clock;
    private final List<Consumer<List<Boot>>> followers = new CopyOnWriteArrayList<>();
    /** What followers were told last of each boot. */
    private final Map<String, Boot> told = new HashMap<>();

    public LiveBoots(Timeline timeline, InstantSource clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(BootEvent event) {
        timeline.hear(event);
    }

    /** Every boot that is kept, newest first. */
    public synchronized List<Boot> boots() {
        return timeline.boots(clock.instant());
    }

    /** Calls {@code to} with the boots that have changed whenever {@link #tell} finds some; it must not wait. */
    public Subscription follow(Consumer<List<Boot>> to) {
        followers.add(to);
        return () -> followers.remove(to);
    }

    /** Tells followers what has changed since the last time; called after events, and now and then for boots that fell silent. */
    public void tell() {
        if (followers.isEmpty()) {
            return;
        }
        List<Boot> changed;
        synchronized (this) {
            List<Boot> all = boots();
            changed = all.stream().filter(boot -> !boot.equals(told.get(boot.id()))).toList();
            told.clear();
            all.forEach(boot -> told.put(boot.id(), boot));
        }
        if (!changed.isEmpty()) {
            followers.forEach(follower -> follower.accept(changed));
        }
    }
}
