package dev.lamplighter.demo.lab;

import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.process.Cleanup;
import dev.lamplighter.demo.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The named network namespaces of this machine, through the {@code ip} command. */
public final class Namespaces {

    private static final Path FOLDER = Path.of("/run/netns");
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Cleanup cleanup;

    public Namespaces(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    /** Makes the namespace {@code name} and has it taken away at the end. */
    public void add(String name) throws DemoException {
        cleanup.atEnd("the network namespace " + name, () -> remove(name));
        ip("netns", "add", name);
        ip("-n", name, "link", "set", "lo", "up");
    }

    /** Runs {@code ip} with these words. */
    public void ip(String... words) throws DemoException {
        run(Command.of(Stream.concat(Stream.of("ip"), Stream.of(words)).toArray(String[]::new)));
    }

    /** Writes a kernel setting of the namespace {@code name}, a path below {@code /proc/sys/net}; one that this kernel lacks is left. */
    public void setting(String name, String path, String value) throws DemoException {
        String file = "/proc/sys/net/" + path;
        run(Command.of("ip", "netns", "exec", name, "sh", "-c", "test ! -e " + file + " || echo " + value + " > " + file));
    }

    private void run(Command command) throws DemoException {
        var ran = cleanup.make(command::run);
        if (!ran.worked()) {
            throw new DemoException("`" + command + "` failed: " + ran.lastLine(),
                    "the lab needs root with the right to make network namespaces (in a container: CAP_NET_ADMIN and CAP_SYS_ADMIN); "
                            + "without it there is `lamplighter demo --unprivileged`");
        }
    }

    /** The command line that runs {@code words} inside the namespace {@code name}; the process keeps its id. */
    public static List<String> inside(String name, List<String> words) {
        return Stream.concat(Stream.of("ip", "netns", "exec", name), words.stream()).toList();
    }

    /** The names of the namespaces that are there. */
    public static List<String> names() {
        try (var entries = Files.list(FOLDER)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** Ends what runs in the namespace {@code name} and takes it away; nothing happens if there is none. */
    public static void remove(String name) throws DemoException {
        if (!Files.exists(FOLDER.resolve(name))) {
            return;
        }
        processes(name).forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + GRACE.toNanos();
        while (!processes(name).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        processes(name).forEach(ProcessHandle::destroyForcibly);
        var ran = Command.of("ip", "netns", "delete", name).run();
        if (!ran.worked()) {
            throw new DemoException("`ip netns delete " + name + "` failed: " + ran.lastLine(), "run it by hand");
        }
    }

    private static List<ProcessHandle> processes(String name) {
        var ran = Command.of("ip", "netns", "pids", name).run();
        if (!ran.worked()) {
            return List.of();
        }
        return ran.output().lines().map(String::strip).filter(line -> line.matches("[0-9]{1,10}"))
                .map(id -> ProcessHandle.of(Long.parseLong(id))).flatMap(Optional::stream).toList();
    }
}
