package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.util.Optional;

/** Asks the network whether some station already uses an address (RFC 2131 section 3.1, step 2). */
@FunctionalInterface
public interface ConflictCheck {

    /** Asks nobody. */
    ConflictCheck NONE = (_, _) -> Optional.empty();

    /** The station that answers for {@code address}, if it is another than {@code client}. Waits a bounded time; called on virtual threads. */
    Optional<Mac> holder(Ip4 address, Mac client);
}
