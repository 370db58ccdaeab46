package dev.lamplighter.cli.boots;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The table on a terminal, drawn anew when something changes and each second, on the alternate screen (XTerm control sequences, DECSET 1049). At the
 * end, also by Ctrl-C, the terminal is as it was and the last table stands there.
 */
final class Screen implements Follower {

    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final int USUAL_ROWS = 24;
    private static final int MOST_ROWS = 1000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long NANOS_IN_MILLI = 1_000_000;
    private static final long SOONEST = 100;
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,3}) [0-9]+");

    private final BootTable table = new BootTable();
    private final PrintStream out;
    private final Map<String, String> environment;
    private final Thread drawing;
    private final Thread leaving = new Thread(this::leave, "leave the screen");
    private boolean changed = true;
    private boolean left;

    Screen(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
        Runtime.getRuntime().addShutdownHook(leaving);
        out.print(ENTER);
        drawing = Thread.ofPlatform().daemon().name("draw").start(this::run);
    }

    @Override
    public synchronized void changed(JsonNode boot) {
        table.changed(boot);
        changed = true;
        notifyAll();
    }

    private void run() {
        try {
            int rows = rows();
            for (int drawn = 1; ; drawn++) {
                draw(rows);
                Thread.sleep(SOONEST);
                awaitChange();
                rows = drawn % 5 == 0 ? rows() : rows;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitChange() throws InterruptedException {
        long end = System.nanoTime() + SECOND.toNanos();
        for (long left = SECOND.toMillis(); !changed && left > 0; left = (end - System.nanoTime()) / NANOS_IN_MILLI) {
            wait(left);
        }
        changed = false;
    }

    private synchronized void draw(int rows) {
        if (!left) {
            var frame = new StringBuilder(HOME);
            table.lines(Instant.now(), rows - 1).forEach(line -> frame.append(line).append(REST_OF_LINE).append("\r\n"));
            out.print(frame.append(REST_OF_SCREEN));
            out.flush();
        }
    }

    private synchronized void leave() {
        if (!left) {
            left = true;
            out.print(LEAVE);
            table.lines(Instant.now(), MOST_ROWS).forEach(out::println);
            out.flush();
        }
    }

    /** LINES where it is set; else what the terminal says. */
    private int rows() throws InterruptedException {
        return Optional.ofNullable(environment.get("LINES")).filter(lines -> lines.matches("[1-9][0-9]{0,3}")).map(Integer::valueOf).orElse(asked());
    }

    private static int asked() throws InterruptedException {
        try {
            Process size = new ProcessBuilder(List.of("stty", "size")).redirectInput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(size.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            var match = SIZE.matcher(said);
            return size.waitFor(1, TimeUnit.SECONDS) && match.matches() ? Integer.parseInt(match.group(1)) : USUAL_ROWS;
        } catch (IOException noSuchTool) {
            return USUAL_ROWS;
        }
    }

    @Override
    public void close() {
        drawing.interrupt();
        leave();
        Runtime.getRuntime().removeShutdownHook(leaving);
    }
}
