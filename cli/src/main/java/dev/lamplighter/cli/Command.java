package dev.lamplighter.cli;

import java.util.List;

/** One word of the command line. Objects of this type are cheap to make: what a command needs is loaded when it runs. */
public interface Command {

    /** The word after {@code lamplighter}. */
    String name();

    /** What it does, in one line of the help. */
    String summary();

    /** Does it; {@code words} are those after the name. The exit code. */
    int run(List<String> words, Console console);
}
