package dev.lamplighter.store.state;

import dev.lamplighter.model.Mac;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Machines that were seen, up to a number. Who was seen at one moment only goes first: made-up hardware addresses never come back, and push out
 * none of those that did. Not safe for several threads at once.
 */
final class Sightings {

    private final int most;
    private final LinkedHashMap<Mac, Seen> once = new LinkedHashMap<>();
    private final LinkedHashMap<Mac, Seen> again = new LinkedHashMap<>();

    Sightings(int most) {
        this.most = most;
    }

    Optional<Seen> of(Mac mac) {
        return Optional.ofNullable(once.get(mac)).or(() -> Optional.ofNullable(again.get(mac)));
    }

    /** From the one not seen longest. */
    List<Seen> all() {
        return Stream.concat(once.values().stream(), again.values().stream()).sorted(Comparator.comparing(Seen::last)).toList();
    }

    /** Adds to what is known; returns who had to go for it. A quarter of the room is always for those seen once, so that they can come back. */
    Optional<Mac> add(Seen sighting) {
        Mac mac = sighting.mac();
        Seen known = of(mac).map(before -> before.and(sighting)).orElse(sighting);
        once.remove(mac);
        again.remove(mac);
        (known.first().equals(known.last()) ? once : again).put(mac, known);
        if (once.size() + again.size() <= most) {
            return Optional.empty();
        }
        var crowded = again.isEmpty() || once.size() > most / 4 ? once : again;
        return Optional.of(crowded.pollFirstEntry().getKey());
    }
}
