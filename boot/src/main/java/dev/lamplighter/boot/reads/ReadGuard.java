package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.util.Optional;

/** Who may read what configures a machine ({@code http.reads}): Ignition, cloud, NoCloud and generic data, and the metadata they are made of. For any thread; waits for nothing. */
public interface ReadGuard {

    /** Why whoever says {@code said} of itself may not read from where it asks; empty where it may. */
    Optional<Reason> refusal(Labels said, Inventory machines, Arrival arrival);

    /**
     * What stands for <code>${token}</code> in the script of {@code machine} that is asked for by {@code arrival}: empty text where that one is not
     * trusted with one; nothing where tokens mean nothing, and the text stays as it is.
     */
    Optional<String> token(Mac machine, Arrival arrival);

    /** Everybody may read everything, as Matchbox has it. */
    static ReadGuard open() {
        return new ReadGuard() {
            @Override
            public Optional<Reason> refusal(Labels said, Inventory machines, Arrival arrival) {
                return Optional.empty();
            }

            @Override
            public Optional<String> token(Mac machine, Arrival arrival) {
                return Optional.empty();
            }
        };
    }
}
