package dev.lamplighter.demo.stage;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** One line of the demo's output: when (since power on, if the machine is on), which stage, what happened, how many octets went out. */
public record Line(Optional<Duration> at, String label, String what, OptionalLong bytes) {

    private static final int WHAT_LENGTH = 200;

    /** A line about what happens before the machine is switched on. */
    public static Line before(Stage stage, String what) {
        return before(stage.toString(), what);
    }

    public static Line before(String label, String what) {
        return new Line(Optional.empty(), label, what, OptionalLong.empty());
    }

    /** The line of the moment from which time runs. */
    public static Line on(Stage stage, String what) {
        return at(Duration.ZERO, stage.toString(), what);
    }

    static Line at(Duration time, String label, String what) {
        return new Line(Optional.of(time), label, what, OptionalLong.empty());
    }

    static Line at(Duration time, String label, String what, long bytes) {
        return new Line(Optional.of(time), label, what, OptionalLong.of(bytes));
    }

    /** Tenths of seconds: {@code 31.2 s}. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    @Override
    public String toString() {
        String time = at.map(Line::seconds).orElse("");
        String size = bytes.isPresent() ? String.format(Locale.ROOT, "%,d bytes", bytes.getAsLong()) : "";
        return String.format(Locale.ROOT, "%8s  %-14s %-48s %18s", time, label, printable(what), size).stripTrailing();
    }

    /** What came over the wire or a console may hold anything; a terminal gets only what can be seen. */
    private static String printable(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(WHAT_LENGTH).forEach(c -> shown.appendCodePoint(isVisible(c) ? c : '?'));
        return shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
