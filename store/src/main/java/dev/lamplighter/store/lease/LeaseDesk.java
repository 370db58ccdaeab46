package dev.lamplighter.store.lease;

import dev.lamplighter.store.StoreException;

/** Where a person changes leases: in the store itself, or through the process that has it. May wait for the disk. */
public interface LeaseDesk extends AutoCloseable {

    /** What became of a lease that was brought in. */
    enum Taken {
        /** It is on disk. */
        GRANTED,
        /** Its client has it already, for as long or longer. */
        ALREADY,
        /** Another client's lease of the address runs, or the address is kept back. */
        ADDRESS_TAKEN,
        /** The client has a running lease of another address, which counts. */
        CLIENT_ELSEWHERE
    }

    /** Brings a lease in that was granted elsewhere. */
    Taken take(Lease lease) throws StoreException;

    /** Ends a lease; false where it is not its client's any more. */
    boolean release(Lease lease) throws StoreException;

    @Override
    void close() throws StoreException;
}
