package dev.lamplighter.demo.process;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/**
 * What is undone at the end, the newest first. Closed from the demo's own thread or from the hook that a signal starts, whichever comes
 * first; the other waits until everything is undone.
 */
public final class Cleanup implements AutoCloseable {

    private final Deque<Step> steps = new ArrayDeque<>();
    private final PrintStream complaints;
    private boolean ending;

    /** Steps that fail are told to {@code complaints}; the others are still done. */
    public Cleanup(PrintStream complaints) {
        this.complaints = complaints;
    }

    /**
     * Makes something that must be undone later. Nothing is undone meanwhile, so {@code work} must be short.
     *
     * @throws CancellationException if the end has begun
     */
    public synchronized <T, E extends Exception> T make(Work<T, E> work) throws E {
        if (ending) {
            throw new CancellationException("the demo is ending");
        }
        return work.run();
    }

    /** Remembers how to undo what is about to be made; to be registered before it is made. */
    public synchronized void atEnd(String what, Undo undo) {
        if (ending) {
            throw new CancellationException("the demo is ending");
        }
        steps.push(new Step(what, undo));
    }

    /** Whether the end has begun. */
    public synchronized boolean isEnding() {
        return ending;
    }

    @Override
    public synchronized void close() {
        ending = true;
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.undo().run();
            } catch (Exception failed) {
                complaints.println("lamplighter demo: cannot clean up " + step.what() + ": " + failed.getMessage());
            }
        }
    }

    private record Step(String what, Undo undo) {}

    /** Makes a thing. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Takes a thing away; taking it away twice, or when it was never made, is no error. */
    public interface Undo {
        void run() throws Exception;
    }
}
