package dev.lamplighter.render.ignition;

import java.util.Optional;

/** The syntax of a systemd unit, as far as Ignition looks at it: sections in brackets, comments, {@code name=value} with continued lines. */
final class UnitText {

    private static final int LONGEST_LINE = 2048;

    private final String text;
    private int at;
    private boolean inInstall;
    private boolean installable;

    private UnitText(String text) {
        this.text = text;
    }

    /** What is wrong with the text of a unit. */
    static Optional<String> problem(String text) {
        return new UnitText(text).problem();
    }

    /** Whether its section {@code [Install]} says anything. */
    static boolean isInstallable(String text) {
        var unit = new UnitText(text);
        return unit.problem().isEmpty() && unit.installable;
    }

    private Optional<String> problem() {
        boolean inSection = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (lineIsTooLong()) {
                return Optional.of("line too long (max " + LONGEST_LINE + " bytes)");
            }
            if (c == '[') {
                Optional<String> problem = section();
                if (problem.isPresent()) {
                    return problem;
                }
                inSection = true;
            } else if (c == '#' || c == ';') {
                continuedLine(true);
            } else if (!inSection || isBlank(c)) {
                at++;
            } else {
                Optional<String> problem = option();
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private boolean lineIsTooLong() {
        if (text.length() - at < LONGEST_LINE) {
            return false;
        }
        for (int i = at; i < at + LONGEST_LINE; i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return false;
            }
        }
        return true;
    }

    private Optional<String> section() {
        int close = text.indexOf(']', at);
        if (close < 0) {
            return Optional.of("unable to find end of section");
        }
        inInstall = text.substring(at + 1, close).equals("Install");
        at = close + 1;
        String rest = line(at);
        at += rest.length() + 1;
        return rest.isBlank() ? Optional.empty() : Optional.of("found garbage after section name: " + rest.strip());
    }

    private Optional<String> option() {
        int equals = text.indexOf('=', at);
        String line = line(at);
        int carriageReturn = line.indexOf('\r');
        if (equals < 0 || equals >= at + (carriageReturn < 0 ? line.length() : carriageReturn)) {
            return Optional.of("unexpected newline encountered while parsing option name");
        }
        at = equals + 1;
        installable |= inInstall;
        continuedLine(false);
        return Optional.empty();
    }

    /** Goes behind the end of this line, and of the next ones as long as they end with a backslash. */
    private void continuedLine(boolean comment) {
        String line;
        do {
            line = line(at);
            at += line.length() + 1;
            if (comment && line.endsWith(" ")) {
                line = line.substring(0, line.length() - 1);
            }
        } while (line.endsWith("\\") && at < text.length());
    }

    private String line(int from) {
        int end = text.indexOf('\n', from);
        return text.substring(Math.min(from, text.length()), end < 0 ? text.length() : end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u0085' || c == '\u00a0';
    }
}
