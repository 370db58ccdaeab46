package dev.lamplighter.cli;

import java.util.List;

/**
 * How a command is called: its words ({@code certs init}), the text of its help, and its flags. {@code --help}, {@code -help} and {@code -h}
 * are known everywhere.
 */
public record Usage(String command, String help, Flags flags) {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int MISTAKE = 2;

    /** Does what the words say. */
    @FunctionalInterface
    public interface Action {

        /** The exit code. */
        int run(Arguments arguments) throws UsageException;
    }

    /** Prints the help where it is asked for, says what is wrong with the words, or does what they say. The exit code. */
    public int run(List<String> words, Console console, Action action) {
        int end = words.indexOf("--");
        if ((end < 0 ? words : words.subList(0, end)).stream().anyMatch(List.of("--help", "-help", "-h")::contains)) {
            console.out().print(help);
            return DONE;
        }
        try {
            return action.run(Arguments.read(flags, words));
        } catch (UsageException mistake) {
            console.err().println("lamplighter: " + mistake.getMessage() + " (see lamplighter " + command + " --help)");
            return MISTAKE;
        }
    }
}
