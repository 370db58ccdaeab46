package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Offers, leases and quarantine are states of one {@link Lease}. One holder for each address. {@link #find}, {@link #holder} and {@link #all}
 * answer from memory; {@link #claim} and {@link #release} may wait for the disk, so they run on virtual threads.
 */
public interface LeaseStore extends AutoCloseable {

    /** The client's lease, also one that has expired and whose address nobody else has taken since. */
    Optional<Lease> find(SegmentId segment, ClientId client);

    /** The last lease of an address, also an expired one. */
    Optional<Lease> holder(SegmentId segment, Ip4 address);

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
