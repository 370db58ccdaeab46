package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A {@link LeaseTable} whose changes are decided one after another and written many at once: while one transaction waits for the disk,
 * the next one gathers. Who made a change waits until it is on disk. When a transaction fails, every change since is taken back in
 * reverse order, so that the table is again what the disk holds; offers are made anew where their address is still free.
 */
final class LeaseLedger implements AutoCloseable {

    private final LeaseJournal journal;
    private final int batch;
    private final LeaseTable table;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    /** Applied to the table and not yet known to be on disk, in the order of the decisions; the writer has the first ones in hand. */
    private final ArrayDeque<Step> pending = new ArrayDeque<>();
    private final Thread writer = Thread.ofPlatform().daemon().name("leases").unstarted(this::writeUntilClosed);
    private boolean closed;

    private LeaseLedger(LeaseJournal journal, LeaseLimits limits) {
        this.journal = journal;
        this.batch = limits.batch();
        this.table = new LeaseTable(limits.remembered(), limits.offered());
    }

    /** Takes {@code journal} over, with what it holds, each lease as {@code loaded} makes it. */
    static LeaseLedger open(LeaseJournal journal, LeaseLimits limits, UnaryOperator<Lease> loaded) throws StoreException {
        var ledger = new LeaseLedger(journal, limits);
        journal.load(lease -> ledger.table.add(loaded.apply(lease)));
        ledger.writer.start();
        return ledger;
    }

    <T> T read(Function<LeaseTable, T> question) {
        lock.lock();
        try {
            return question.apply(table);
        } finally {
            lock.unlock();
        }
    }

    Claim claim(Lease wanted, Instant now) throws StoreException {
        Step step;
        lock.lock();
        try {
            switch (table.claim(wanted, now)) {
                case Verdict.Refused refused -> {
                    return new Claim.Taken(refused.by());
                }
                case Verdict.Kept kept -> {
                    return new Claim.Granted(kept.lease());
                }
                case Verdict.Changed changed -> step = take(changed.change(), now);
            }
        } finally {
            lock.unlock();
        }
        step.await();
        return new Claim.Granted(wanted);
    }

    /** The lease as it ended, or nothing where it was not its client's. */
    Optional<Lease> release(Lease held, Instant now) throws StoreException {
        Step step;
        lock.lock();
        try {
            var change = table.release(held, now);
            if (change.isEmpty()) {
                return Optional.empty();
            }
            step = take(change.get(), now);
        } finally {
            lock.unlock();
        }
        step.await();
        return Optional.of(step.change.added());
    }

    private Step take(Change change, Instant now) throws StoreException {
        if (closed) {
            throw new StoreException("The lease store is closed; " + change.added().address() + " was not granted.");
        }
        var step = new Step(change, now, new CompletableFuture<>());
        table.apply(change);
        if (change.isDurable()) {
            pending.add(step);
            work.signal();
        } else {
            step.result.complete(Optional.empty());
            if (!pending.isEmpty()) {
                pending.add(step);
            }
        }
        return step;
    }

    private void writeUntilClosed() {
        for (var steps = gather(); !steps.isEmpty(); steps = gather()) {
            settle(steps, write(steps));
        }
    }

    /** The next changes to write; none when the ledger is closed and everything is written. */
    private List<Step> gather() {
        lock.lock();
        try {
            while (pending.isEmpty() && !closed) {
                work.awaitUninterruptibly();
            }
            return pending.stream().limit(batch).toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<StoreException> write(List<Step> steps) {
        var changes = new ArrayList<Change>(steps.size());
        for (var step : steps) {
            if (step.change.isDurable()) {
                changes.add(step.change);
            }
        }
        try {
            if (!changes.isEmpty()) {
                journal.write(changes);
            }
            return Optional.empty();
        } catch (StoreException failure) {
            return Optional.of(failure);
        } catch (RuntimeException | Error unforeseen) {
            return Optional.of(new StoreException("The lease could not be written: " + unforeseen, unforeseen));
        }
    }

    private void settle(List<Step> written, Optional<StoreException> failure) {
        List<Step> settled;
        lock.lock();
        try {
            if (failure.isEmpty()) {
                written.forEach(_ -> pending.remove());
                settled = written;
            } else {
                settled = List.copyOf(pending);
                takeBack(settled);
            }
        } finally {
            lock.unlock();
        }
        settled.forEach(step -> step.result.complete(failure));
    }

    private void takeBack(List<Step> steps) {
        steps.reversed().forEach(step -> table.revert(step.change));
        pending.clear();
        for (var step : steps) {
            if (!step.change.isDurable() && table.claim(step.change.added(), step.now) instanceof Verdict.Changed again) {
                table.apply(again.change());
            }
        }
    }

    /** Writes what waits, then closes the journal. */
    @Override
    public void close() throws StoreException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        joinWriter();
        journal.close();
    }

    private void joinWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Step(Change change, Instant now, CompletableFuture<Optional<StoreException>> result) {

        void await() throws StoreException {
            var failure = result.join();
            if (failure.isPresent()) {
                throw new StoreException(failure.get().getMessage(), failure.get());
            }
        }
    }
}
