package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.SegmentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who has which address, wherever that is known from, and the rule who may have which. */
interface HeldLeases {

    /** The client's lease, also one that is over. */
    Optional<Lease> find(SegmentId segment, ClientId client);

    /** The last lease of an address, also one that is over. */
    Optional<Lease> holder(SegmentId segment, Ip4 address);

    /** Judges a claim by {@link LeaseStore#claim}'s promise. An offer never cuts short a lease that its client already has. */
    default Verdict judge(Lease wanted, Instant now) {
        var holder = holder(wanted.segment(), wanted.address());
        if (holder.isPresent()) {
            var held = holder.get();
            if (!held.isOver(now) && !belongsTo(wanted.client(), held)) {
                return new Verdict.Refused(held);
            }
            if (wanted.state() == Lease.State.OFFERED && held.state() == Lease.State.BOUND && belongsTo(wanted.client(), held)
                    && held.expires().isAfter(wanted.expires())) {
                return new Verdict.Kept(held);
            }
        }
        List<Lease> removed = new ArrayList<>();
        holder.ifPresent(removed::add);
        if (wanted.state() != Lease.State.QUARANTINED) {
            find(wanted.segment(), wanted.client()).filter(lease -> !removed.contains(lease)).ifPresent(removed::add);
        }
        return new Verdict.Changed(new Change(wanted, removed));
    }

    /** The change that ends {@code held} now, or nothing where it is not its client's lease any more. */
    default Optional<Change> ending(Lease held, Instant now) {
        return find(held.segment(), held.client())
                .filter(lease -> lease.address().equals(held.address()))
                .map(lease -> new Change(lease.isOver(now) ? lease : lease.until(now), List.of(lease)));
    }

    /** A quarantined address is nobody's, also not the client's that reported it. */
    private static boolean belongsTo(ClientId client, Lease lease) {
        return lease.state() != Lease.State.QUARANTINED && lease.client().equals(client);
    }
}
