package dev.lamplighter.demo.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * A process beside the demo: each line of its output and of its errors goes to a listener and into a file. It is stopped by its own id when
 * the demo ends.
 */
public record Child(String name, Process process, Path log) {

    /** The exit code told of a child whose output cannot be read any more. */
    public static final int UNREADABLE = -1;

    private static final int LINES_OF_LOG = 6;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * Starts {@code words} in {@code folder}; {@code NAME.log} is kept there. Both listeners are called on a thread of the child, {@code ended}
     * with the exit code after the last line.
     */
    public static Child start(Cleanup cleanup, String name, List<String> words, Path folder, Consumer<String> lines, IntConsumer ended)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        Process process = cleanup.make(() -> {
            var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(Child::isSetting);
            // The jars that this demo runs from are there, and inside a lab nothing could be fetched to build others.
            builder.environment().put("LAMPLIGHTER_NO_BUILD", "1");
            Process started = builder.start();
            cleanup.atEnd("the process " + name, () -> stop(started, GRACE));
            return started;
        });
        process.getOutputStream().close();
        Thread.ofVirtual().name(name).start(() -> read(process, log, lines, ended));
        return new Child(name, process, log);
    }

    /** Variables that would change the appliance's settings; those of its launcher stay. */
    private static boolean isSetting(String variable) {
        return variable.startsWith("MATCHBOX_") || (variable.startsWith("LAMPLIGHTER_") && !variable.startsWith("LAMPLIGHTER_JAVA_"));
    }

    /** Asks {@code process} and its descendants to end, and ends them when the grace is over. */
    public static void stop(Process process, Duration grace) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** The last lines of its log, indented; waits a moment for it to end. */
    public String lastWords() {
        try {
            process.waitFor(1, TimeUnit.SECONDS);
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()).stream().map(line -> "    " + line).toList());
        } catch (IOException none) {
            return "    " + log + " cannot be read: " + none.getMessage();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void read(Process process, Path log, Consumer<String> lines, IntConsumer ended) {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)); Writer file = Files.newBufferedWriter(log, UTF_8)) {
            String line;
            while ((line = out.readLine()) != null) {
                file.append(line).append('\n').flush();
                lines.accept(line);
            }
            ended.accept(process.waitFor());
        } catch (IOException pipeBroke) {
            ended.accept(UNREADABLE);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
