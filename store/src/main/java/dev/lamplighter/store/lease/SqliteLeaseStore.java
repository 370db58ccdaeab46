package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Leases in one SQLite file that belongs to this process alone. Offers are kept in memory only. Ends of leases are kept in milliseconds.
 * After a failure of the disk the store stays usable: what failed was not granted, and the next claim tries the disk again.
 */
public final class SqliteLeaseStore implements LeaseStore {

    /** The last instant that fits into milliseconds. */
    private static final Instant FOREVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final LeaseLedger ledger;
    private final CopyOnWriteArrayList<Watcher> watchers = new CopyOnWriteArrayList<>();

    private SqliteLeaseStore(LeaseLedger ledger) {
        this.ledger = ledger;
    }

    /** Opens {@code file} with the usual limits. */
    public static SqliteLeaseStore open(Path file) throws StoreException {
        return open(file, LeaseLimits.DEFAULT);
    }

    /** Opens {@code file}, or creates it in a folder that must exist. Fails where it cannot be written, is damaged, newer, or another process has it. */
    public static SqliteLeaseStore open(Path file, LeaseLimits limits) throws StoreException {
        return open(file, limits, UnaryOperator.identity());
    }

    /** The same; {@code loaded} may cut a lease short that was written while the clock was wrong. */
    public static SqliteLeaseStore open(Path file, LeaseLimits limits, UnaryOperator<Lease> loaded) throws StoreException {
        return over(SqliteJournal.open(file, limits), limits, loaded);
    }

    /** A store of {@code leases} that has no file: what becomes of them is forgotten with it. */
    public static LeaseStore inMemory(List<Lease> leases) throws StoreException {
        return over(new NoJournal(leases), LeaseLimits.DEFAULT);
    }

    static SqliteLeaseStore over(LeaseJournal journal, LeaseLimits limits) throws StoreException {
        return over(journal, limits, UnaryOperator.identity());
    }

    private static SqliteLeaseStore over(LeaseJournal journal, LeaseLimits limits, UnaryOperator<Lease> loaded) throws StoreException {
        try {
            return new SqliteLeaseStore(LeaseLedger.open(journal, limits, loaded));
        } catch (StoreException failure) {
            try {
                journal.close();
            } catch (StoreException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    @Override
    public Optional<Lease> find(SegmentId segment, ClientId client) {
        return ledger.read(table -> table.find(segment, client));
    }

    @Override
    public Optional<Lease> holder(SegmentId segment, Ip4 address) {
        return ledger.read(table -> table.holder(segment, address));
    }

    @Override
    public List<Lease> of(SegmentId segment, Mac mac) {
        return ledger.read(table -> table.of(segment, mac));
    }

    @Override
    public Optional<Ip4> vacant(SegmentId segment, Ip4Range range) {
        return ledger.read(table -> table.vacant(segment, range));
    }

    @Override
    public Look ended(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now, int most) {
        return ledger.read(table -> table.ended(segment, passed, fits, now, most));
    }

    @Override
    public Look oldestOffer(SegmentId segment, Optional<Lease> passed, Predicate<Ip4> fits, Instant now) {
        return ledger.read(table -> table.oldestOffer(segment, passed, fits, now));
    }

    @Override
    public List<Lease> all(SegmentId segment) {
        return ledger.read(table -> table.all(segment)).stream().sorted(Comparator.comparing(Lease::address)).toList();
    }

    @Override
    public Claim claim(Lease wanted, Instant now) throws StoreException {
        var claim = ledger.claim(wanted.until(inMilliseconds(wanted.expires())), now);
        if (claim instanceof Claim.Granted granted) {
            tell(granted.lease());
        }
        return claim;
    }

    @Override
    public boolean release(Lease held, Instant now) throws StoreException {
        var released = ledger.release(held, inMilliseconds(now));
        released.ifPresent(this::tell);
        return released.isPresent();
    }

    @Override
    public Subscription watch(Consumer<Lease> changed) {
        var watcher = new Watcher(changed);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void tell(Lease lease) {
        watchers.forEach(watcher -> watcher.changed.accept(lease));
    }

    /** Rounded down, so that a lease is never longer after a restart than its client was told. */
    private static Instant inMilliseconds(Instant instant) {
        return instant.isAfter(FOREVER) ? FOREVER : Instant.ofEpochMilli(instant.toEpochMilli());
    }

    @Override
    public void close() throws StoreException {
        ledger.close();
    }

    /** Compared by identity: one consumer may watch twice. */
    private static final class Watcher {

        private final Consumer<Lease> changed;

        Watcher(Consumer<Lease> changed) {
            this.changed = changed;
        }
    }
}
