package dev.lamplighter.dhcp;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
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

/** Leases in memory, with the promises of the interface but durability. Can be told to fail, and counts what it looks at. */
public final class MemoryLeases implements LeaseStore {

    private record Place(SegmentId segment, Ip4 address) {}

    private static final Comparator<Lease> BY_END = Comparator.comparing(Lease::expires).thenComparing(Lease::address);

    private final Map<Place, Lease> leases = new HashMap<>();
    private boolean failing;
    private int looks;

    /** How many addresses and leases were looked at for somebody who wants one. */
    public synchronized int looks() {
        return looks;
    }

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
        looks++;
        return Optional.ofNullable(leases.get(new Place(segment, address)));
    }

    @Override
    public synchronized Optional<Ip4> vacant(SegmentId segment, Ip4Range range) {
        looks++;
        for (Ip4 address = range.first(); range.contains(address); address = address.plus(1)) {
            if (!leases.containsKey(new Place(segment, address))) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized List<Lease> of(SegmentId segment, Mac mac) {
        return all(segment).stream().filter(lease -> lease.mac().equals(mac)).toList();
    }

    @Override
    public synchronized Look ended(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now, int most) {
        return look(all(segment).stream().filter(lease -> lease.isOver(now)).toList(), passed, fits, most);
    }

    @Override
    public synchronized Look oldestOffer(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now) {
        return look(all(segment).stream().filter(lease -> lease.state() == Lease.State.OFFERED && !lease.isOver(now)).toList(), passed, fits, 1);
    }

    private Look look(List<Lease> leases, Optional<Lease> after, Predicate<Ip4> fits, int most) {
        List<Lease> left = leases.stream().sorted(BY_END).filter(lease -> after.isEmpty() || BY_END.compare(after.get(), lease) < 0).toList();
        List<Lease> unfit = left.stream().peek(_ -> looks++).takeWhile(lease -> !fits.test(lease.address())).toList();
        List<Lease> found = left.stream().skip(unfit.size()).filter(lease -> fits.test(lease.address())).limit(most).toList();
        return new Look(found, unfit.isEmpty() ? after : Optional.of(unfit.getLast()));
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
