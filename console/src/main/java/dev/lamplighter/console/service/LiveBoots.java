package dev.lamplighter.console.service;

import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.timeline.Boot;
import dev.lamplighter.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The timeline while it runs: one thread tells it events, others ask for boots or follow them. */
public final class LiveBoots implements Consumer<BootEvent> {

    /** What a follower is told of at first: boots of which something was heard within this time, and only so many. */
    private static final Duration RECENT = Duration.ofMinutes(10);
    private static final int MOST_RECENT = 1000;

    private final Timeline timeline;
    private final InstantSource clock;
    private final List<Consumer<List<Boot>>> followers = new ArrayList<>();
    /** What has changed since {@link #look}, by the boot's id. */
    private final Map<String, Boot> sinceLook = new LinkedHashMap<>();

    public LiveBoots(Timeline timeline, InstantSource clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(BootEvent event) {
        timeline.hear(event);
    }

    /** Every boot in memory, newest first. */
    public synchronized List<Boot> boots() {
        return timeline.boots(clock.instant());
    }

    /** Calls {@code to} with the boots of the last minutes, and with those that have changed whenever some have; it must not wait. */
    public synchronized Subscription follow(Consumer<List<Boot>> to) {
        tell(false);
        Instant from = clock.instant().minus(RECENT);
        to.accept(boots().stream().filter(boot -> boot.last().isAfter(from)).limit(MOST_RECENT).toList().reversed());
        followers.add(to);
        return () -> unfollow(to);
    }

    private synchronized void unfollow(Consumer<List<Boot>> gone) {
        followers.remove(gone);
    }

    /** Tells followers what has changed by events; called after some. */
    public synchronized void tell() {
        if (!followers.isEmpty()) {
            tell(false);
        }
    }

    /** Looks for boots that fell silent, tells followers, and returns all that have changed since this was called last. */
    public synchronized List<Boot> look() {
        tell(true);
        var changed = List.copyOf(sinceLook.values());
        sinceLook.clear();
        return changed;
    }

    private void tell(boolean silentOnes) {
        List<Boot> changed = timeline.changed(clock.instant(), silentOnes).stream().sorted(Comparator.comparing(Boot::began)).toList();
        if (!changed.isEmpty()) {
            changed.forEach(boot -> sinceLook.put(boot.id(), boot));
            followers.forEach(follower -> follower.accept(changed));
        }
    }
}
