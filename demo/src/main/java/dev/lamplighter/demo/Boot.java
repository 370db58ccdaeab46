package dev.lamplighter.demo;

import dev.lamplighter.demo.process.Cleanup;
import dev.lamplighter.demo.stage.Line;
import dev.lamplighter.demo.stage.Progress;
import dev.lamplighter.demo.stage.Sighting;
import dev.lamplighter.demo.stage.Stages;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches one boot: what appliance and machine say goes in from their threads, lines come out on the demo's own. */
final class Boot {

    private static final int WAITING = 10_000;
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(1);

    private final BlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>(WAITING);

    /** Takes a sighting; any thread. One that finds ten thousand others waiting takes the place of the oldest. */
    void saw(Sighting sighting) {
        while (!sightings.offer(sighting)) {
            sightings.poll();
        }
    }

    /**
     * Prints lines until the boot is done, has stopped, or has taken {@code timeout}. Time runs from the call.
     *
     * @throws CancellationException if a signal ends the demo
     */
    Progress watch(Stages stages, Duration timeout, Consumer<Line> printer, Cleanup cleanup) {
        long start = System.nanoTime();
        long end = start + timeout.toNanos();
        String because = "gave up after " + timeout.toSeconds() + " s";
        while (stages.progress() instanceof Progress.Under) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return stages.stop(because);
            }
            try {
                Sighting sighting = sightings.poll(left, TimeUnit.NANOSECONDS);
                if (sighting instanceof Sighting.ApplianceEnded || sighting instanceof Sighting.MachineEnded) {
                    unlessSignalled(cleanup);
                }
                if (sighting != null) {
                    stages.see(sighting, Duration.ofNanos(System.nanoTime() - start)).forEach(printer);
                    if (sighting instanceof Sighting.MachineEnded(int exit)) {
                        end = Math.min(end, System.nanoTime() + LAST_EVENTS.toNanos());
                        because = "the machine ended with exit code " + exit;
                    }
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return stages.stop("interrupted");
            }
        }
        return stages.progress();
    }

    /** Ctrl-C reaches all processes of the terminal, and some end before we are told. */
    private static void unlessSignalled(Cleanup cleanup) throws InterruptedException {
        Thread.sleep(A_MOMENT);
        if (cleanup.isEnding()) {
            throw new CancellationException("the demo is ending");
        }
    }
}
