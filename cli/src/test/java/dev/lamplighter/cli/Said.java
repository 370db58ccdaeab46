package dev.lamplighter.cli;

import dev.lamplighter.cli.all.Commands;
import java.util.List;
import java.util.Map;

/** What a command printed, and how it ended. */
public record Said(int code, String out, String err) {

    /** Runs {@code words} as if they stood after {@code lamplighter}. */
    public static Said by(Map<String, String> environment, String in, List<String> words) {
        var command = Commands.named(words.getFirst()).orElseThrow();
        return new Session(in, environment).run(command::run, words.subList(1, words.size()).toArray(String[]::new));
    }
}
