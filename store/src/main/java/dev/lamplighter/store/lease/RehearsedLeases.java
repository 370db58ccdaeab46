package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subscription;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The leases of another store as they would be after what is claimed and released here. By the same rule as there, and nothing of it is kept: the
 * other store is only read, nobody who watches is told, and it is all forgotten with this object. Made for the few claims of one machine's boot.
 */
public final class RehearsedLeases implements LeaseStore, HeldLeases {

    /** More than one boot can claim. */
    private static final int MOST = 4096;

    private final LeaseStore real;
    private final LeaseTable own = new LeaseTable(MOST, MOST);
    /** Leases of the other store that made way for one of ours. */
    private final Set<Lease> gone = new HashSet<>();

    public RehearsedLeases(LeaseStore real) {
        this.real = real;
    }

    @Override
    public synchronized Optional<Lease> find(SegmentId segment, ClientId client) {
        return own.find(segment, client).or(() -> real.find(segment, client).filter(this::stands));
    }

    @Override
    public synchronized Optional<Lease> holder(SegmentId segment, Ip4 address) {
        return own.holder(segment, address).or(() -> real.holder(segment, address).filter(this::stands));
    }

    @Override
    public synchronized List<Lease> of(SegmentId segment, Mac mac) {
        return Stream.concat(own.of(segment, mac).stream(), real.of(segment, mac).stream().filter(this::stands)).toList();
    }

    @Override
    public synchronized Optional<Ip4> vacant(SegmentId segment, Ip4Range range) {
        return Stream.concat(untouched(segment, range).stream(), left(segment, range)).min(Comparator.naturalOrder());
    }

    /** The lowest address that has no lease there, and none of ours. */
    private Optional<Ip4> untouched(SegmentId segment, Ip4Range range) {
        Optional<Ip4> found = real.vacant(segment, range);
        while (found.isPresent() && own.holder(segment, found.get()).isPresent()) {
            Ip4 taken = found.get();
            found = taken.equals(range.last()) ? Optional.empty() : real.vacant(segment, new Ip4Range(taken.plus(1), range.last()));
        }
        return found;
    }

    /** The addresses that a client left here for another. */
    private Stream<Ip4> left(SegmentId segment, Ip4Range range) {
        return gone.stream().filter(lease -> lease.segment().equals(segment)).map(Lease::address)
                .filter(address -> range.contains(address) && holder(segment, address).isEmpty());
    }

    @Override
    public synchronized Look ended(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now, int most) {
        return merged(real.ended(segment, passed, address -> fits.test(address) && stands(segment, address), now, most),
                own.ended(segment, passed, fits, now, most), most);
    }

    @Override
    public synchronized Look oldestOffer(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now) {
        return merged(real.oldestOffer(segment, passed, address -> fits.test(address) && stands(segment, address), now),
                own.oldestOffer(segment, passed, fits, now), 1);
    }

    private static Look merged(Look there, Look here, int most) {
        List<Lease> found = Stream.concat(there.found().stream(), here.found().stream()).sorted(LeaseTable.BY_END).limit(most).toList();
        Optional<Lease> passed = Stream.concat(there.passed().stream(), here.passed().stream())
                .filter(lease -> found.isEmpty() || LeaseTable.BY_END.compare(lease, found.getFirst()) < 0).max(LeaseTable.BY_END);
        return new Look(found, passed);
    }

    @Override
    public synchronized List<Lease> all(SegmentId segment) {
        return Stream.concat(own.all(segment).stream(), real.all(segment).stream().filter(this::stands)).sorted(Comparator.comparing(Lease::address)).toList();
    }

    @Override
    public synchronized Claim claim(Lease wanted, Instant now) {
        return switch (judge(wanted, now)) {
            case Verdict.Refused(Lease by) -> new Claim.Taken(by);
            case Verdict.Kept(Lease held) -> new Claim.Granted(held);
            case Verdict.Changed(Change change) -> {
                apply(change);
                yield new Claim.Granted(wanted);
            }
        };
    }

    @Override
    public synchronized boolean release(Lease held, Instant now) {
        Optional<Change> ending = ending(held, now);
        ending.ifPresent(this::apply);
        return ending.isPresent();
    }

    private void apply(Change change) {
        List<Lease> ours = change.removed().stream().filter(this::isOurs).toList();
        change.removed().stream().filter(lease -> !ours.contains(lease)).forEach(gone::add);
        own.apply(new Change(change.added(), ours));
    }

    private boolean isOurs(Lease lease) {
        return own.holder(lease.segment(), lease.address()).filter(lease::equals).isPresent();
    }

    /** Whether a lease of the other store has not made way for one of ours. */
    private boolean stands(Lease lease) {
        return !gone.contains(lease) && own.holder(lease.segment(), lease.address()).isEmpty();
    }

    private boolean stands(SegmentId segment, Ip4 address) {
        return real.holder(segment, address).filter(this::stands).isPresent();
    }

    /** Nobody is told of what is not kept. */
    @Override
    public Subscription watch(Consumer<Lease> changed) {
        return () -> { };
    }

    /** The other store stays open. */
    @Override
    public void close() {}
}
