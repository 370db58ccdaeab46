package dev.lamplighter.render.gotemplate;

import java.time.Duration;

/** Counts the work of one rendering and stops it when there is too much. */
final class Meter {

    /** How often the clock is looked at, in steps. */
    private static final int BETWEEN_LOOKS = 4096;

    private final long deadline;
    private final Duration time;
    private final long allowed;
    private long left;
    private long nextLook;

    Meter(Limits limits) {
        time = limits.time();
        deadline = System.nanoTime() + time.toNanos();
        allowed = limits.steps();
        left = allowed;
        nextLook = left - BETWEEN_LOOKS;
    }

    /** Takes {@code steps} from what is left. */
    void spend(long steps) throws Fault {
        left -= steps;
        if (left < nextLook) {
            look();
        }
    }

    /** Takes what going through {@code length} characters costs. */
    void spendOnText(long length) throws Fault {
        spend(length >> 5);
    }

    private void look() throws Fault {
        if (left < 0) {
            throw new Fault("takes more than " + allowed + " steps");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new Fault("takes longer than " + time.toMillis() + " ms");
        }
        nextLook = left - BETWEEN_LOOKS;
    }
}
