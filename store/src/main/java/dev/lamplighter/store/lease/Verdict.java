package dev.lamplighter.store.lease;

/** What a {@link LeaseTable} says to a claim, before anything changes. */
sealed interface Verdict {

    /** Another client holds the address. */
    record Refused(Lease by) implements Verdict {}

    /** The client already holds the address, and for longer than it was to be offered. */
    record Kept(Lease lease) implements Verdict {}

    /** The lease is the client's once this has been applied. */
    record Changed(Change change) implements Verdict {}
}
