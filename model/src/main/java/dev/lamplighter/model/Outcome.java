package dev.lamplighter.model;

import java.util.concurrent.Callable;

/** What became of a question. */
public sealed interface Outcome<A> {

    record Reply<A>(A message) implements Outcome<A> {}

    /** Silence has a reason; it is logged, counted and shown on the timeline. */
    record Ignored<A>(Reason reason) implements Outcome<A> {}

    /** Must wait (lease commit, upstream): the server runs it on a virtual thread, a test just calls it. */
    record Later<A>(Callable<Outcome<A>> work) implements Outcome<A> {}
}
