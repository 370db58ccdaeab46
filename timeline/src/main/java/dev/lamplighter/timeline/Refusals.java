package dev.lamplighter.timeline;

import dev.lamplighter.model.event.BootEvent.Rpc;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The last client of gRPC that was refused for who it is: what it would have put is missing now. */
final class Refusals {

    private static final Duration COUNTS = Duration.ofHours(1);
    private static final Set<String> FOR_WHO_IT_IS = Set.of("no-client-certificate", "client-certificate", "not-allowed", "handshake");

    private record Refused(Instant at, String sentence) {}

    private Optional<Refused> last = Optional.empty();

    void hear(Rpc event) {
        event.reason().filter(reason -> FOR_WHO_IT_IS.contains(reason.code())).ifPresent(reason -> last = Optional.of(new Refused(event.stamp().wall(),
                (event.who().isEmpty() ? event.wire().peerAddress() : event.who()) + ": " + reason.sentence())));
    }

    /** The sentence of a refusal within the hour before {@code then}. */
    Optional<String> before(Instant then) {
        return last.filter(refused -> !refused.at.isAfter(then) && refused.at.isAfter(then.minus(COUNTS))).map(Refused::sentence);
    }
}
