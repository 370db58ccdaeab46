package dev.lamplighter.timeline;

import dev.lamplighter.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened in a boot. {@code what} may hold text from the wire, as it came. {@code bytes} is 0 where nothing was fetched;
 * {@code times} counts equal steps in a row, of which {@code at} is the first; {@code trouble} says why it did not give what was asked for.
 */
public record Step(Stage stage, Result result, Instant at, Duration took, String what, long bytes, int times, Optional<Reason> trouble) {

    /** How a step ended. */
    public enum Result {
        /** It has begun. */
        BEGUN,
        /** It gave what was asked for. */
        DONE,
        /** It was refused or ended early. */
        FAILED
    }

    /** Whether {@code next} says the same once more. */
    boolean repeats(Step next) {
        return stage == next.stage && result == next.result && what.equals(next.what) && (bytes == next.bytes || result != Result.FAILED) && trouble.map(Reason::code).equals(next.trouble.map(Reason::code));
    }

    Step again() {
        return new Step(stage, result, at, took, what, bytes, times + 1, trouble);
    }
}
