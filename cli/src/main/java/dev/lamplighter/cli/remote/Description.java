package dev.lamplighter.cli.remote;

import java.io.PrintStream;
import java.util.List;

/** The long form of one object: a line for each thing that is said of it, nothing for what is not. */
final class Description {

    private static final int INDENT = 11;

    private final PrintStream out;

    Description(PrintStream out) {
        this.out = out;
    }

    Description line(String heading, String text) {
        return text.isEmpty() ? this : lines(heading, List.of(text));
    }

    Description lines(String heading, List<String> texts) {
        String before = heading + ":";
        for (String text : texts) {
            out.println(before + " ".repeat(INDENT - before.length()) + Printable.of(text));
            before = "";
        }
        return this;
    }
}
