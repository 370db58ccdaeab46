package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import java.time.Instant;
import java.util.Optional;

/** An address and who holds it until when. A client has at most one lease in a segment. */
public record Lease(SegmentId segment, ClientId client, Ip4 address, State state, Instant expires, Mac mac, Optional<String> hostname) {

    public boolean isOver(Instant now) {
        return !expires.isAfter(now);
    }

    /** The same lease with another end. */
    public Lease until(Instant end) {
        return new Lease(segment, client, address, state, end, mac, hostname);
    }

    public enum State {
        /** Offered and kept free for this client for a short while. Need not outlive the process. */
        OFFERED,
        /** Acknowledged: on disk before the client hears of it. */
        BOUND,
        /** Some other host answers at this address; nobody gets it until it expires. */
        QUARANTINED
    }
}
