package dev.lamplighter.boot;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets so much work be done at once, in any unit; the rest waits for its turn, in order. For threads that may wait. */
final class Turns {

    private final int most;
    private final Semaphore free;

    Turns(int most) {
        this.most = most;
        this.free = new Semaphore(most, true);
    }

    /** Does work of {@code weight}; what weighs more than there is room for has it all to itself. */
    <T> T take(int weight, Supplier<T> work) {
        int taken = Math.min(weight, most);
        free.acquireUninterruptibly(taken);
        try {
            return work.get();
        } finally {
            free.release(taken);
        }
    }
}
