package dev.lamplighter.store.lease;

/** What became of a claim for an address. */
public sealed interface Claim {

    /** The lease is the client's, and on disk if it is bound. */
    record Granted(Lease lease) implements Claim {}

    /** Another client holds the address. */
    record Taken(Lease by) implements Claim {}
}
