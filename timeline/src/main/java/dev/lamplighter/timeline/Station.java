package dev.lamplighter.timeline;

import dev.lamplighter.model.Mac;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A machine while its boots are followed: known by its hardware address, or as yet by an address alone. */
final class Station {

    private static final int MOST_ADDRESSES = 8;

    private Optional<Mac> mac = Optional.empty();
    private Optional<UUID> uuid = Optional.empty();
    private final LinkedHashSet<String> addresses = new LinkedHashSet<>();
    /** The newest one last. */
    private final Deque<Track> boots = new ArrayDeque<>();

    Optional<Mac> mac() {
        return mac;
    }

    Optional<UUID> uuid() {
        return uuid;
    }

    Set<String> addresses() {
        return addresses;
    }

    void is(Mac said) {
        mac = Optional.of(said);
    }

    void is(UUID said) {
        uuid = Optional.of(said);
    }

    /** Whether it was heard from there last. */
    boolean isAt(String address) {
        return !addresses.isEmpty() && addresses.getLast().equals(address);
    }

    void has(String address) {
        addresses.remove(address);
        addresses.add(address);
        if (addresses.size() > MOST_ADDRESSES) {
            addresses.remove(addresses.iterator().next());
        }
    }

    Optional<Track> current() {
        return Optional.ofNullable(boots.peekLast());
    }

    Track begin(String id, Stage stage, Instant at, TimelineLimits limits) {
        current().ifPresent(Track::end);
        var track = new Track(id, stage, at, limits.steps());
        boots.addLast(track);
        if (boots.size() > limits.boots()) {
            boots.removeFirst();
        }
        return track;
    }

    /** What was seen of the same machine while its hardware address was not known. */
    void absorb(Station other) {
        other.addresses.forEach(this::has);
        Optional<Track> theirs = other.current();
        if (theirs.isPresent()) {
            if (boots.isEmpty()) {
                boots.addLast(theirs.get());
            } else {
                boots.getLast().absorb(theirs.get());
            }
        }
    }

    List<Boot> views(Instant now, Causes causes) {
        return boots.stream().map(track -> track.view(mac, uuid, addresses, now, causes)).toList();
    }

    /** The boots that are other than when this was last asked. */
    Stream<Boot> news(Instant now, Causes causes) {
        return boots.stream().flatMap(track -> track.news(this, now, causes).stream());
    }
}
