package dev.lamplighter.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./lamplighter run} as a child process, with everything that it prints. */
final class Server implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch serving = new CountDownLatch(1);
    private final CountDownLatch silent = new CountDownLatch(1);

    private Server(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts it with {@code flags}, after {@code prefix} (such as {@code ip netns exec}), and does not wait. */
    static Server launch(List<String> prefix, List<String> flags) throws IOException {
        var words = Host.concat(Host.concat(prefix, List.of(Host.root().resolve("lamplighter").toString(), "run")), flags);
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("LAMPLIGHTER_NO_BUILD", "1");
        builder.environment().keySet().removeIf(name -> name.startsWith("MATCHBOX_"));
        return new Server(builder.start());
    }

    /** Starts it and returns when it has printed its start table, that is, when it serves. */
    static Server start(List<String> prefix, List<String> flags) throws IOException, InterruptedException {
        Server server = launch(prefix, flags);
        if (!server.serving.await(60, TimeUnit.SECONDS) || server.lines.stream().noneMatch(line -> line.startsWith("http "))) {
            server.close();
            throw new AssertionError("the server did not start: " + server.printed());
        }
        return server;
    }

    static Server start(List<String> flags) throws IOException, InterruptedException {
        return start(List.of(), flags);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("http ")) {
                    serving.countDown();
                }
            }
        } catch (IOException ended) {
            lines.add("(" + ended.getMessage() + ")");
        } finally {
            serving.countDown();
            silent.countDown();
        }
    }

    String printed() {
        return String.join("\n", lines);
    }

    /** The port of the first address in the start table's line of HTTP. */
    int httpPort() {
        String line = lines.stream().filter(each -> each.startsWith("http ")).findFirst().orElseThrow();
        var matcher = java.util.regex.Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("no port in: " + line);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Sends SIGTERM; what is still printed can be read. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL and waits until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end: " + printed());
        }
        silent.await();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
