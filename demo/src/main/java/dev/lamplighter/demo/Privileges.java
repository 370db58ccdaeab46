package dev.lamplighter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who we are to the kernel. */
final class Privileges {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int EFFECTIVE = 2;

    private Privileges() {}

    /** Whether the effective user is root. */
    static boolean isRoot() throws IOException {
        return isRoot(Files.readAllLines(STATUS));
    }

    /** The same, by the lines of {@code /proc/PID/status} (proc(5)). */
    static boolean isRoot(List<String> status) {
        return status.stream().filter(line -> line.startsWith("Uid:")).map(line -> line.split("\\s+"))
                .anyMatch(ids -> ids.length > EFFECTIVE && ids[EFFECTIVE].equals("0"));
    }
}
