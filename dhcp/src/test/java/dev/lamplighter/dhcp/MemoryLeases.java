package dev.lamplighter.dhcp;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Claim;
import dev.lamplighter.store.lease.ClientId;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Leases in memory, with the promises of the interface but durability. Can be told to fail. */
public final class MemoryLeases implements LeaseStore {

    private record Place(SegmentId segment, Ip4 address) {}

    private final Map<Place, Lease> leases = new HashMap<>();
    private boolean failing;

    /** From now on nothing can be kept. */
    public synchronized void fail() {
        failing = true;
    }

    @Override
    public synchronized Optional<Lease> find(SegmentId segment, ClientId client) {
        return leases.values().stream().filter(lease -> lease.segment().equals(segment) && lease.client().equals(client)).findFirst();
    }

    @Override
    public synchronized Optional<Lease> holder(SegmentId segment, Ip4 address) {
        return Optional.ofNullable(leases.get(new Place(segment, address)));
    }

    @Override
    public synchronized List<Lease> of(SegmentId segment, Mac mac) {
        return all(segment).stream().filter(lease -> lease.mac().equals(mac)).toList();
    }

    @Override
    public synchronized List<Lease> ended(SegmentId segment, Predicate<Ip4> fits, Instant now, int most) {
        return all(segment).stream().filter(lease -> lease.isOver(now) && fits.test(lease.address())).sorted(Comparator.comparing(Lease::expires))
                .limit(most).toList();
    }

    @Override
    public synchronized Optional<Lease> oldestOffer(SegmentId segment, Predicate<Ip4> fits, Instant now) {
        return all(segment).stream().filter(lease -> lease.state() == Lease.State.OFFERED && !lease.isOver(now) && fits.test(lease.address()))
                .min(Comparator.comparing(Lease::expires));
    }

    @Override
    public synchronized List<Lease> all(SegmentId segment) {
        return leases.values().stream().filter(lease -> lease.segment().equals(segment)).sorted(Comparator.comparing(Lease::address)).toList();
    }

    @Override
    public synchronized Claim claim(Lease wanted, Instant now) throws StoreException {
        mayFail();
        Optional<Lease> holder = holder(wanted.segment(), wanted.address()).filter(lease -> !lease.isOver(now) && !lease.client().equals(wanted.client()));
        if (holder.isPresent()) {
            return new Claim.Taken(holder.get());
        }
        find(wanted.segment(), wanted.client()).ifPresent(old -> leases.remove(new Place(old.segment(), old.address())));
        leases.put(new Place(wanted.segment(), wanted.address()), wanted);
        return new Claim.Granted(wanted);
    }

    @Override
    public synchronized boolean release(Lease held, Instant now) throws StoreException {
        mayFail();
        var place = new Place(held.segment(), held.address());
        Lease lease = leases.get(place);
        if (lease == null || !lease.client().equals(held.client())) {
            return false;
        }
        leases.put(place, new Lease(lease.segment(), lease.client(), lease.address(), lease.state(), now, lease.mac(), lease.hostname()));
        return true;
    }

    @Override
    public Subscription watch(Consumer<Lease> changed) {
        throw new UnsupportedOperationException("DHCP does not watch leases");
    }

    @Override
    public void close() {}

    private void mayFail() throws StoreException {
        if (failing) {
            throw new StoreException("the disk is full: free some space");
        }
    }
}
