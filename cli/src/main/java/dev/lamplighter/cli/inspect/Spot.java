package dev.lamplighter.cli.inspect;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A place in a file below the data folder; line and column count from 1, 0 where there is none. */
record Spot(String file, int line, int column) implements Comparable<Spot> {

    private static final Comparator<Spot> ORDER = Comparator.comparing(Spot::file).thenComparingInt(Spot::line).thenComparingInt(Spot::column);
    private static final Pattern LEADING = Pattern.compile("([^\\s:][^:]*):(\\d{1,9}):(\\d{1,9}): (.*)", Pattern.DOTALL);

    static Spot of(String file) {
        return new Spot(file, 0, 0);
    }

    /** A sentence that may begin with {@code FILE:LINE:COLUMN: }, taken apart. */
    static Sentence lead(String sentence, Spot unless) {
        var led = LEADING.matcher(sentence);
        return led.matches()
                ? new Sentence(new Spot(led.group(1), Integer.parseInt(led.group(2)), Integer.parseInt(led.group(3))), led.group(4))
                : new Sentence(unless, sentence);
    }

    /** What is said of a place. */
    record Sentence(Spot spot, String text) {}

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
