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

/** A machine while its boots are followed: known by its hardware address, or as yet by an address alone. */
final class Station {

    private Optional<Mac> mac = Optional.empty();
    private Optional<UUID> uuid = Optional.empty();
    private final Set<String> addresses = new LinkedHashSet<>();
    /** The newest one last. */
    private final Deque<Track> boots = new ArrayDeque<>();

    Optional<Mac> mac() {
        return mac;
    }

    void is(Mac said) {
        mac = Optional.of(said);
    }

    void is(UUID said) {
        uuid = Optional.of(said);
    }

    void has(String address) {
        addresses.add(address);
    }

    Optional<Track> current() {
        return Optional.ofNullable(boots.peekLast());
    }

    Track begin(String id, Stage stage, Instant at, TimelineLimits limits) {
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

    Instant last() {
        return boots.isEmpty() ? Instant.MIN : boots.getLast().last();
    }

    List<Boot> views(Instant now) {
        return boots.stream().map(track -> track.view(mac, uuid, addresses, now)).toList();
    }
}
