package dev.lamplighter.demo.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command that runs to its end while we wait, its output (errors included) kept. */
public record Command(List<String> words, Duration limit, Optional<Path> folder) {

    private static final Duration GRACE = Duration.ofSeconds(2);

    public Command {
        words = List.copyOf(words);
    }

    /** A quick command: it has 30 seconds. */
    public static Command of(String... words) {
        return new Command(Arrays.asList(words), Duration.ofSeconds(30), Optional.empty());
    }

    public Command within(Duration longer) {
        return new Command(words, longer, folder);
    }

    public Command in(Path place) {
        return new Command(words, limit, Optional.of(place));
    }

    /** Runs it; {@link Ran#exit} is 127 if there is no such command and 124 if it took too long. */
    public Ran run() {
        return run(ProcessBuilder::start);
    }

    /** The same, stopped if the demo ends meanwhile. */
    public Ran run(Cleanup cleanup) {
        return run(builder -> cleanup.make(() -> {
            Process process = builder.start();
            cleanup.atEnd("the command " + this, () -> Child.stop(process, GRACE));
            return process;
        }));
    }

    private Ran run(Starter starter) {
        try {
            Path output = Files.createTempFile("lamplighter-demo-", ".out");
            try {
                var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().put("LC_ALL", "C");
                builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
                folder.ifPresent(place -> builder.directory(place.toFile()));
                return await(starter.start(builder), output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException noSuchCommand) {
            return new Ran(127, String.valueOf(noSuchCommand.getMessage()));
        }
    }

    private Ran await(Process process, Path output) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Child.stop(process, GRACE);
                return new Ran(124, "`" + this + "` did not end within " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException hurried) {
            Child.stop(process, GRACE);
            Thread.currentThread().interrupt();
            return new Ran(124, "`" + this + "` was interrupted");
        }
        return new Ran(process.exitValue(), new String(Files.readAllBytes(output), UTF_8));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    private interface Starter {
        Process start(ProcessBuilder builder) throws IOException;
    }

    /** How a command ended and what it said. */
    public record Ran(int exit, String output) {

        public boolean worked() {
            return exit == 0;
        }

        /** The last line that says something. */
        public String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last).orElse("exit code " + exit).strip();
        }
    }
}
