package dev.lamplighter.render.butane;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.render.Severity;
import java.util.List;

/** Prints remarks with the lines of the document around them, as {@code butane} does without {@code --raw-errors}. */
final class ErrorPrinter {

    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";
    private static final String CYAN = "\u001b[1;36m";
    private static final String BLUE = "\u001b[1;34m";
    private static final String RESET = "\u001b[0m";

    /** Lines shown before and after the one that is meant. */
    private static final int AROUND = 2;

    private final String file;
    private final String[] lines;
    private final boolean colored;

    private ErrorPrinter(String file, String[] lines, boolean colored) {
        this.file = file;
        this.lines = lines;
        this.colored = colored;
    }

    static String print(List<Entry> report, String file, byte[] document, boolean colored) {
        var printer = new ErrorPrinter(file, new String(document, UTF_8).split("\n", -1), colored);
        var text = new StringBuilder();
        for (Entry entry : report) {
            text.append(text.isEmpty() ? "" : "\n").append(printer.entry(entry));
        }
        return text.toString();
    }

    private String entry(Entry entry) {
        if (entry.line() < 1 || entry.line() > lines.length || entry.column() < 1 || entry.column() > lines[entry.line() - 1].length()) {
            return entry + "\n";
        }
        String kind = colored(entry.severity().toString(), color(entry.severity()));
        String path = entry.path().isEmpty() ? "" : "[" + entry.path() + "]";
        int first = Math.max(1, entry.line() - AROUND);
        int last = Math.min(lines.length, entry.line() + AROUND);
        int width = Integer.toString(last).length();
        String gutter = " " + " ".repeat(width) + " |";
        var text = new StringBuilder(kind + path + ":\n  " + colored("-->", BLUE) + " " + file + ":" + entry.line() + ":" + entry.column() + "\n"
                + gutter + "\n");
        for (int line = first; line <= last; line++) {
            String number = " ".repeat(width - Integer.toString(line).length()) + line;
            text.append(' ').append(colored(number, BLUE)).append(" | ").append(lines[line - 1]).append('\n');
            if (line == entry.line()) {
                String marks = colored("^".repeat(word(lines[line - 1], entry.column() - 1)), BLUE);
                text.append(gutter).append(' ').append(" ".repeat(entry.column() - 1)).append(marks).append(' ').append(entry.message()).append('\n');
            }
        }
        return text.append(gutter).append('\n').toString();
    }

    /** How many characters there are until the next blank. */
    private static int word(String line, int from) {
        int end = from;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end - from;
    }

    private String colored(String text, String color) {
        return colored ? color + text + RESET : text;
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case ERROR -> RED;
            case WARNING -> YELLOW;
            case INFO -> CYAN;
        };
    }
}
