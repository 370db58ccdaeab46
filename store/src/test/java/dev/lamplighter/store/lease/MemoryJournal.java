package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A disk made of memory that can fail, and that can be slow: each transaction waits for a permit. Reopened, it holds what was written. */
final class MemoryJournal implements LeaseJournal {

    private record Place(SegmentId segment, Ip4 address) {}

    private final Map<Place, Lease> disk = new LinkedHashMap<>();
    final List<Integer> transactions = new ArrayList<>();
    final Semaphore permits = new Semaphore(Integer.MAX_VALUE / 2);
    final Semaphore begun = new Semaphore(0);
    volatile boolean failing;
    volatile boolean broken;

    @Override
    public synchronized void load(Consumer<Lease> each) throws StoreException {
        if (failing) {
            throw new StoreException("The disk cannot be read.");
        }
        disk.values().forEach(each);
    }

    @Override
    public void write(List<Change> changes) throws StoreException {
        begun.release();
        awaitPermit();
        if (broken) {
            throw new IllegalStateException("the driver is broken");
        }
        if (failing) {
            throw new StoreException("The disk is full.");
        }
        synchronized (this) {
            transactions.add(changes.size());
            changes.forEach(this::write);
        }
    }

    /** Gives up in the end, so that a test that fails meanwhile can close its store. */
    private void awaitPermit() throws StoreException {
        try {
            if (!permits.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new StoreException("Nobody gave the disk a permit.");
            }
        } catch (InterruptedException unforeseen) {
            throw new IllegalStateException(unforeseen);
        }
    }

    private void write(Change change) {
        var lease = change.added();
        for (var removed : change.removed()) {
            disk.remove(new Place(removed.segment(), removed.address()), removed);
        }
        disk.values().removeIf(other -> other.state() == Lease.State.BOUND && lease.state() == Lease.State.BOUND
                && other.segment().equals(lease.segment()) && other.client().equals(lease.client()));
        disk.put(new Place(lease.segment(), lease.address()), lease);
    }

    /** A transaction that begins from now on waits until {@link #permits} are given. */
    void hold() {
        permits.drainPermits();
    }

    synchronized List<Lease> onDisk() {
        return List.copyOf(disk.values());
    }

    @Override
    public void close() {}
}
