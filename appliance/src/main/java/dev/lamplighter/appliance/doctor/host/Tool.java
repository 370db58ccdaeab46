package dev.lamplighter.appliance.doctor.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of the system that only looks. */
final class Tool {

    private static final int PATIENCE_IN_SECONDS = 20;
    private static final int LONGEST = 64 << 20;
    private static final List<String> OF_ROOT = List.of("/usr/sbin", "/sbin");

    private Tool() {}

    /** What it printed; {@code complaint} is what it said where it failed. */
    record Said(boolean worked, String printed, String complaint) {}

    /** Where the program is, also in the folders that only root has in its path. */
    static Optional<Path> find(String name) {
        return Stream.concat(Pattern.compile(":").splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse("")).filter(folder -> !folder.isEmpty()), OF_ROOT.stream())
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    /** Runs it to its end, for 20 s at most. */
    static Said run(Path tool, String... words) {
        Path complaints = null;
        try {
            complaints = Files.createTempFile("lamplighter-doctor", ".txt");
            var builder = new ProcessBuilder(Stream.concat(Stream.of(tool.toString()), Stream.of(words)).toList()).redirectError(complaints.toFile());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            var killer = Thread.ofVirtual().start(() -> endLate(process));
            String printed = new String(process.getInputStream().readNBytes(LONGEST), UTF_8);
            boolean worked = process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            killer.interrupt();
            return new Said(worked, printed, Files.readString(complaints).strip());
        } catch (IOException broken) {
            return new Said(false, "", broken.getMessage());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return new Said(false, "", "interrupted");
        } finally {
            delete(complaints);
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            file.toFile().deleteOnExit();
        }
    }
}
