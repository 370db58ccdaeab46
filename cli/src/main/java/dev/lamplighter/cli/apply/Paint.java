package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.Console;

/** Colours of a difference, on a terminal that wants them. */
enum Paint {
    PLAIN, COLOURED;

    /** Colours only where a person looks: on a terminal, and where NO_COLOR (no-color.org) does not say otherwise. */
    @SuppressWarnings("SystemConsoleNull") // asked only whether it is a terminal
    static Paint of(Console console) {
        boolean terminal = console.out().equals(System.out) && System.console() != null && System.console().isTerminal();
        boolean unwanted = !console.environment().getOrDefault("NO_COLOR", "").isEmpty() || console.environment().getOrDefault("TERM", "").equals("dumb");
        return terminal && !unwanted ? COLOURED : PLAIN;
    }

    String line(String line) {
        return switch (this) {
            case PLAIN -> line;
            case COLOURED -> switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> "\u001b[32m" + line + "\u001b[m";
                case '-' -> "\u001b[31m" + line + "\u001b[m";
                case '@', '\\' -> "\u001b[36m" + line + "\u001b[m";
                case '~' -> "\u001b[33m" + line + "\u001b[m";
                default -> line;
            };
        };
    }
}
