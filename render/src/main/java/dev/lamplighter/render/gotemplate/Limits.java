package dev.lamplighter.render.gotemplate;

import java.time.Duration;

/**
 * What one rendering may cost at most; beyond it the rendering fails with a {@link TemplateException}.
 *
 * @param output UTF-16 units in the output, and in every text made on the way
 * @param steps operations of the template, where work on long texts and lists counts by their length
 * @param calls templates calling each other; Go's own bound is 100,000
 * @param time on the clock, from the start of the rendering
 */
public record Limits(int output, long steps, int calls, Duration time) {

    /** Enough for any real template, and an endless one ends well within two seconds. */
    public static final Limits DEFAULT = new Limits(4 << 20, 10_000_000, 100_000, Duration.ofMillis(1500));

    public Limits {
        if (output < 0 || steps < 0 || calls < 0 || time.isNegative()) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }
}
