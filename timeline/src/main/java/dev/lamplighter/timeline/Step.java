package dev.lamplighter.timeline;

import dev.lamplighter.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened in a boot. {@code what} may hold text from the wire, as it came, of 256 characters at most. {@code bytes} is 0 where nothing was fetched, and
 * {@code whole} 0 where it is not known how much there is; {@code times} counts equal steps in a row, of which {@code at} is the first;
 * {@code trouble} says why it did not give what was asked for.
 */
public record Step(Stage stage, Result result, Instant at, Duration took, String what, long bytes, long whole, int times, Optional<Reason> trouble) {

    /** Longer texts are cut: thousands of steps are kept, and the wire may send long names. */
    private static final int LONGEST_WHAT = 256;
    private static final int LONGEST_SENTENCE = 512;

    public Step {
        what = cut(what, LONGEST_WHAT);
        trouble = trouble.map(reason -> reason.sentence().length() > LONGEST_SENTENCE ? new Reason(reason.code(), cut(reason.sentence(), LONGEST_SENTENCE)) : reason);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }

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
        return stage == next.stage && result == next.result && what.equals(next.what) && (bytes == next.bytes || result != Result.FAILED)
                && trouble.map(Reason::code).equals(next.trouble.map(Reason::code));
    }

    /** Whether this is the beginning of what {@code next} goes on with or ends. */
    boolean leadsTo(Step next) {
        return result == Result.BEGUN && what.equals(next.what) && (next.result != Result.BEGUN || next.whole > 0);
    }

    Step again() {
        return new Step(stage, result, at, took, what, bytes, whole, times + 1, trouble);
    }

    /** This, as {@code next} has it now, begun when it began. */
    Step become(Step next) {
        return new Step(next.stage, next.result, at, next.took, what, next.bytes, Math.max(whole, next.whole), 1, next.trouble);
    }

    boolean failedBecauseOf(String code) {
        return trouble.filter(reason -> reason.code().equals(code)).isPresent();
    }
}
