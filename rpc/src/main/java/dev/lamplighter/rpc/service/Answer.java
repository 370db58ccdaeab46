package dev.lamplighter.rpc.service;

import dev.lamplighter.model.Reason;
import dev.lamplighter.store.catalog.Changed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What a call comes to. */
public sealed interface Answer<M> {

    /** The answer, what was changed for it, and what is wrong with what was changed, said of it ({@code wants …}). */
    record Done<M>(M message, List<Changed> changes, Optional<Reason> warning) implements Answer<M> {
        public Done {
            changes = List.copyOf(changes);
        }

        Done(M message) {
            this(message, List.of(), Optional.empty());
        }
    }

    /** No; {@code text} is what the client is told, the reason what our own log is. */
    record Refused<M>(Code code, String text, Reason reason) implements Answer<M> {}

    /**
     * Is made elsewhere, and nobody need wait for it: {@code start} begins that and returns at once. The server calls it on the event loop where
     * the request is small, and otherwise on a virtual thread.
     */
    record Promised<M>(Supplier<CompletionStage<Answer<M>>> start) implements Answer<M> {}

    /**
     * Must wait, for the disk or for much work: the server runs it on a virtual thread, a test just calls it. {@code weight} is the memory
     * that it will need beside the request, in KiB.
     */
    record Later<M>(int weight, Callable<Answer<M>> work) implements Answer<M> {
        Later(Callable<Answer<M>> work) {
            this(0, work);
        }
    }
}
