package dev.lamplighter.demo;

import dev.lamplighter.demo.process.Child;
import dev.lamplighter.demo.process.DemoException;
import dev.lamplighter.demo.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The appliance as a process of its own, started as {@code lamplighter run} starts it. */
final class Appliance {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Child child;

    Appliance(Child child) {
        this.child = child;
    }

    /** The command that runs the appliance with the settings in {@code settings}. */
    static List<String> command(Path launcher, Path settings) {
        return List.of(launcher.toString(), "run", "--config", settings.toString(), "--log-format", "json");
    }

    /** Waits until the appliance listens on the TCP port: HTTP opens last, so everything is ready then. */
    void awaitPort(int port, Duration limit) throws DemoException {
        var listens = Pattern.compile(String.format(Locale.ROOT, ":%04X [0-9A-F]+:0000 0A ", port));
        long end = System.nanoTime() + limit.toNanos();
        while (!listens.matcher(sockets()).find()) {
            if (!child.process().isAlive()) {
                throw new DemoException("the appliance ended with exit code " + child.process().exitValue() + "\n" + lastWords(), Stage.APPLIANCE.checks().getLast());
            }
            if (System.nanoTime() > end) {
                throw new DemoException("HTTP is not open after " + limit.toSeconds() + " s\n" + lastWords(), Stage.APPLIANCE.checks().getLast());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The last lines of its log, indented. */
    String lastWords() {
        return child.lastWords();
    }

    /** The TCP sockets of the network namespace that the appliance lives in, as the kernel lists them. */
    private String sockets() {
        var text = new StringBuilder();
        for (String table : new String[] {"tcp", "tcp6"}) {
            try {
                text.append(Files.readString(Path.of("/proc/" + child.process().pid() + "/net/" + table)));
            } catch (IOException endedOrNoIpv6) {
                text.append('\n');
            }
        }
        return text.toString();
    }
}
