package dev.lamplighter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** A console in memory: what is typed, and what a command printed. */
public final class Session {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final String typed;
    private final Map<String, String> environment;

    public Session(String typed, Map<String, String> environment) {
        this.typed = typed;
        this.environment = environment;
    }

    public Session() {
        this("", Map.of());
    }

    /** What a command does with its words. */
    @FunctionalInterface
    public interface Run {
        int run(List<String> words, Console console);
    }

    public Said run(Run command, String... words) {
        out.reset();
        err.reset();
        var console = new Console(new ByteArrayInputStream(typed.getBytes(UTF_8)), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), environment);
        int code = command.run(List.of(words), console);
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
