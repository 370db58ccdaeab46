package dev.lamplighter.store.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A child process that runs {@link ClaimingProcess}; it ends by SIGKILL. */
final class KilledProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader says;

    private KilledProcess(Process process) {
        this.process = process;
        this.says = new BufferedReader(process.inputReader(UTF_8));
    }

    /** Has {@code file} open and does nothing. Returns when it has. */
    static KilledProcess holding(Path file) throws IOException {
        var holder = claiming(file, 0, 0);
        holder.line();
        return holder;
    }

    /** Claims leases in {@code file} with so many threads, and says each before and after. */
    static KilledProcess claiming(Path file, int threads, long seed) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new KilledProcess(new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                        "-cp", System.getProperty("java.class.path"), ClaimingProcess.class.getName(), file.toString(),
                        Integer.toString(threads), Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line; none at the end. */
    String line() throws IOException {
        var line = says.readLine();
        return line == null ? "" : line;
    }

    /** What it has said is still there to read, which {@link Process#destroyForcibly} would lose. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
