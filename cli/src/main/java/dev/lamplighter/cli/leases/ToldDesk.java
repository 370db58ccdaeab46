package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.audit.OwnRecords;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseChange;
import dev.lamplighter.store.lease.LeaseDesk;

/** A desk that leaves for the server's audit what was changed while no server ran. */
final class ToldDesk implements LeaseDesk {

    private final LeaseDesk desk;
    private final OwnRecords audit;

    ToldDesk(LeaseDesk desk, OwnRecords audit) {
        this.desk = desk;
        this.audit = audit;
    }

    @Override
    public Taken take(Lease lease) throws StoreException {
        Taken taken = desk.take(lease);
        if (taken == Taken.GRANTED) {
            audit.add(LeaseChange.taken(audit.stamp(), audit.by(), lease));
        }
        return taken;
    }

    @Override
    public boolean release(Lease lease) throws StoreException {
        boolean released = desk.release(lease);
        if (released) {
            audit.add(LeaseChange.released(audit.stamp(), audit.by(), lease));
        }
        return released;
    }

    @Override
    public void close() throws StoreException {
        audit.flush();
        desk.close();
    }
}
