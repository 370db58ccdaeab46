package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A machine's data go to the address that holds its lease. Whoever asks may name nobody else: neither by hardware address, nor a declared machine
 * by its UUID or serial number.
 */
public final class LeaseGuard implements ReadGuard {

    private final Function<Ip4, Optional<Mac>> leaseHolder;
    private final Function<Mac, Optional<UUID>> seen;

    /** {@code leaseHolder} tells to whom an address is leased now, {@code seen} which UUID a station showed when it booted. */
    public LeaseGuard(Function<Ip4, Optional<Mac>> leaseHolder, Function<Mac, Optional<UUID>> seen) {
        this.leaseHolder = leaseHolder;
        this.seen = seen;
    }

    @Override
    public Optional<Reason> refusal(Labels said, Inventory machines, Arrival arrival) {
        Optional<Mac> holder = Addresses.ip4(arrival).flatMap(leaseHolder);
        if (holder.isEmpty()) {
            return Optional.of(new Reason("read-without-lease", "http.reads is lease, and " + Addresses.text(arrival)
                    + " holds no lease of ours: data go to the address that holds their machine's lease"));
        }
        return Named.by(said, machines).stream().filter(named -> !named.is(holder.get())).findFirst().map(named -> new Reason("read-of-another",
                "http.reads is lease, and " + Addresses.text(arrival) + " is leased to " + holder.get() + ", which is not the machine of " + named.label()))
                .or(() -> Named.unproven(said, machines, Set.of(holder.get()), seen).map(label -> Named.unprovenReason("lease", label)));
    }

    @Override
    public Optional<String> token(Mac machine, Arrival arrival) {
        return Optional.empty();
    }
}
