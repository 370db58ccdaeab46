package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Offers, leases and quarantine are states of one {@link Lease}. One holder for each address. Everything but
 * {@link #claim} and {@link #release} answers from memory; these two may wait for the disk, so they run on virtual threads.
 */
public interface LeaseStore extends AutoCloseable {

    /** The client's lease, also one that has expired and whose address nobody else has taken since. */
    Optional<Lease> find(SegmentId segment, ClientId client);

    /** The last lease of an address, also an expired one. */
    Optional<Lease> holder(SegmentId segment, Ip4 address);

    /** Every lease that a station has or had under whatever client identifier, in no order. */
    List<Lease> of(SegmentId segment, Mac mac);

    /** The lowest address of {@code range} without a lease, not even one that is over. Costs the same however many leases there are. */
    Optional<Ip4> vacant(SegmentId segment, Ip4Range range);

    /**
     * Leases that are over, the one that ended first in front, of addresses that {@code fits}; at most {@code most}. Looks at a bounded number that
     * end after {@code passed}, which is what the last look passed over: what did not fit then is not looked at again.
     */
    Look ended(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now, int most);

    /** The offer that ends first of those that nobody has answered, of an address that {@code fits}. Looks at a bounded number, as {@link #ended}. */
    Look oldestOffer(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now);

    /**
     * Leases that were looked for.
     *
     * @param passed the last one in front of those found: where the next look may begin
     */
    record Look(List<Lease> found, Optional<Lease> passed) {
        public Look {
            found = List.copyOf(found);
        }
    }

    /** Every lease of a segment, expired ones too, in the order of addresses. */
    List<Lease> all(SegmentId segment);

    /**
     * Makes {@code wanted} the client's only lease in its segment, unless another client's lease of that address is not over at {@code now}.
     * A {@link Lease.State#BOUND} or {@link Lease.State#QUARANTINED} lease is durable when this returns; one that fails with an exception is not granted.
     */
    Claim claim(Lease wanted, Instant now) throws StoreException;

    /** Ends a lease that its client gave back; false when it was not that client's. The client is still remembered for the address. Durable on return. */
    boolean release(Lease held, Instant now) throws StoreException;

    /** Calls {@code changed} after each claim that was granted and each release, on the thread that made it. */
    Subscription watch(Consumer<Lease> changed);

    @Override
    void close() throws StoreException;
}
