package dev.lamplighter.model;

import java.util.Optional;
import java.util.concurrent.Callable;

/** What became of a question. */
public sealed interface Outcome<A> {

    /** An answer; {@code reason} says why it holds less than its client may have hoped for, where that is so. */
    record Reply<A>(A message, Optional<Reason> reason) implements Outcome<A> {

        /** An answer with all that was asked for. */
        public Reply(A message) {
            this(message, Optional.empty());
        }
    }

    /** Silence has a reason; it is logged, counted and shown on the timeline. */
    record Ignored<A>(Reason reason) implements Outcome<A> {}

    /** Must wait (lease commit, upstream): the server runs it on a virtual thread, a test just calls it. */
    record Later<A>(Callable<Outcome<A>> work) implements Outcome<A> {}
}
