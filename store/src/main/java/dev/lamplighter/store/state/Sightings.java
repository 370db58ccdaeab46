package dev.lamplighter.store.state;

import dev.lamplighter.model.Mac;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Machines that were seen, up to a number. Who was seen for a moment only goes first, then who was seen over the shortest time: whoever makes up
 * hardware addresses, and lets each of them ask a few times, pushes out none that boots now and then. Not safe for several threads at once.
 */
final class Sightings {

    /** An exchange of DHCP with all that is sent again takes less. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private static final Comparator<Seen> BY_SPAN =
            Comparator.comparing(Sightings::span).thenComparing(Seen::last).thenComparing(seen -> seen.mac().toString());

    private final int most;
    private final LinkedHashMap<Mac, Seen> brief = new LinkedHashMap<>();
    private final Map<Mac, Seen> lasting = new HashMap<>();
    private final TreeSet<Seen> bySpan = new TreeSet<>(BY_SPAN);

    Sightings(int most) {
        this.most = most;
    }

    Optional<Seen> of(Mac mac) {
        return Optional.ofNullable(brief.get(mac)).or(() -> Optional.ofNullable(lasting.get(mac)));
    }

    /** From the one not seen longest. */
    List<Seen> all() {
        return Stream.concat(brief.values().stream(), lasting.values().stream()).sorted(Comparator.comparing(Seen::last)).toList();
    }

    /** Adds to what is known; returns who had to go for it. A quarter of the room is always for those seen briefly, so that they can come back. */
    Optional<Mac> add(Seen sighting) {
        Optional<Seen> before = of(sighting.mac());
        before.ifPresent(this::remove);
        Seen known = before.map(seen -> seen.and(sighting)).orElse(sighting);
        if (span(known).compareTo(MOMENT) < 0) {
            brief.put(known.mac(), known);
        } else {
            lasting.put(known.mac(), known);
            bySpan.add(known);
        }
        if (brief.size() + lasting.size() <= most) {
            return Optional.empty();
        }
        Seen gone = lasting.isEmpty() || brief.size() > most / 4 ? brief.firstEntry().getValue() : bySpan.getFirst();
        remove(gone);
        return Optional.of(gone.mac());
    }

    private void remove(Seen seen) {
        brief.remove(seen.mac());
        lasting.remove(seen.mac());
        bySpan.remove(seen);
    }

    private static Duration span(Seen seen) {
        return Duration.between(seen.first(), seen.last());
    }
}
