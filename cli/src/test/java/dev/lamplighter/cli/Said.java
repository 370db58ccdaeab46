package dev.lamplighter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.cli.all.Commands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** What a command printed, and how it ended. */
public record Said(int code, String out, String err) {

    /** Runs {@code words} as if they stood after {@code lamplighter}. */
    public static Said by(Map<String, String> environment, String in, List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(new ByteArrayInputStream(in.getBytes(UTF_8)), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment);
        int code = Commands.named(words.getFirst()).orElseThrow().run(words.subList(1, words.size()), console);
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
