package dev.lamplighter.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What this machine is and has; tests that need more say so and are skipped. */
final class Host {

    private Host() {}

    static Path root() {
        return Path.of(System.getProperty("lamplighter.root"));
    }

    static void needsRoot() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "skipped: network namespaces and ports below 1024 need root");
    }

    static void needs(String... tools) {
        for (String tool : tools) {
            Assumptions.assumeTrue(has(tool), "skipped: the tool " + tool + " is not installed");
        }
    }

    static boolean has(String tool) {
        return Stream.concat(Pattern.compile(":").splitAsStream(System.getenv("PATH")), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** Runs a command to its end and returns what it printed; fails the test where the command fails. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + printed);
        }
        return printed;
    }

    static <T> List<T> concat(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
