package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.remote.CallFailed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the steps of a plan: those of one kind several at once, as a server that writes to a disk takes many changes together. The next kind begins
 * when the one before is done; after a failure no step begins.
 */
final class Making {

    /** How one step is made; called on virtual threads. */
    @FunctionalInterface
    interface Maker {
        void make(Step step) throws CallFailed;
    }

    /** The steps that were not made, in their order, and why it stopped; both empty when all is done. */
    record Result(List<Step> notMade, List<CallFailed> failures) {
        Result {
            notMade = List.copyOf(notMade);
            failures = List.copyOf(failures);
        }
    }

    private final List<Step> steps;
    private final Maker maker;
    private final BitSet made = new BitSet();
    private final List<CallFailed> failures = new ArrayList<>();
    private int next;

    private Making(List<Step> steps, Maker maker) {
        this.steps = steps;
        this.maker = maker;
    }

    static Result all(List<Step> steps, int atOnce, Maker maker) {
        var making = new Making(steps, maker);
        int end = 0;
        while (end < steps.size() && making.failures.isEmpty()) {
            int from = end;
            while (end < steps.size() && alike(steps.get(from), steps.get(end))) {
                end++;
            }
            making.upTo(end, atOnce);
        }
        var notMade = new ArrayList<Step>();
        for (int i = making.made.nextClearBit(0); i < steps.size(); i = making.made.nextClearBit(i + 1)) {
            notMade.add(steps.get(i));
        }
        return new Result(notMade, making.failures);
    }

    /** Whether the order of two steps does not matter. */
    private static boolean alike(Step one, Step other) {
        return one.item().kind() == other.item().kind() && one instanceof Step.Remove == other instanceof Step.Remove;
    }

    private void upTo(int end, int atOnce) {
        List<Future<?>> working = new ArrayList<>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int left = Math.min(atOnce, end - next); left > 0; left--) {
                working.add(workers.submit(() -> work(end)));
            }
        }
        for (Future<?> ended : working) {
            if (ended.state() == Future.State.FAILED) {
                throw new IllegalStateException("a change was not made", ended.exceptionNow());
            }
        }
    }

    private void work(int end) {
        for (int i = take(end); i < end; i = take(end)) {
            try {
                maker.make(steps.get(i));
                done(i);
            } catch (CallFailed failed) {
                failed(failed);
            }
        }
    }

    private synchronized int take(int end) {
        return failures.isEmpty() && next < end ? next++ : end;
    }

    private synchronized void done(int step) {
        made.set(step);
    }

    private synchronized void failed(CallFailed failed) {
        failures.add(failed);
    }
}
