package dev.lamplighter.timeline;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Mac;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One boot of one machine, as far as it has been seen. {@code id} is unique within the instance that saw it; the hardware address is unknown
 * while the machine has said none; {@code stage} is the furthest one.
 */
public record Boot(String id, Optional<Mac> mac, Optional<UUID> uuid, Set<String> addresses, Optional<Arch> arch, Instant began, Instant last,
        Stage stage, State state, List<Step> steps, Optional<Diagnosis> diagnosis) {

    public Boot {
        addresses = Set.copyOf(addresses);
        steps = List.copyOf(steps);
    }

    /** From the first packet to the last one. */
    public Duration took() {
        return Duration.between(began, last);
    }

    /** As it is kept where nobody will see how it goes on. */
    public Boot unseen() {
        return new Boot(id, mac, uuid, addresses, arch, began, last, stage, State.STOPPED, steps, Optional.of(new Diagnosis("not-seen-to-its-end",
                "Lamplighter was stopped while it went on", "see whether the machine runs; its next boot is seen whole")));
    }

    /** Where a boot stands. */
    public enum State {
        /** The machine goes on, or may. */
        UNDER_WAY("under way"),
        /** It has fetched what configures its system. */
        DONE("done"),
        /** It was silent for too long, or was refused; it may go on yet. */
        STOPPED("stopped");

        private final String key;

        State(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }
}
