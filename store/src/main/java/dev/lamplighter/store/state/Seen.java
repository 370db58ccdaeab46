package dev.lamplighter.store.state;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Mac;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What was seen of a machine on the wire. What it did not say last time is as it said it before. */
public record Seen(Mac mac, Optional<UUID> uuid, Optional<Arch> arch, Optional<IpAddress> address, Instant first, Instant last) {

    /** This, and what was seen later. */
    Seen and(Seen later) {
        return new Seen(mac, later.uuid.or(() -> uuid), later.arch.or(() -> arch), later.address.or(() -> address), first, later.last);
    }
}
