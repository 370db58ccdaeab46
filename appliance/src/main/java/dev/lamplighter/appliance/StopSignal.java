package dev.lamplighter.appliance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * SIGTERM and SIGINT, from the first moment of a run. A JVM that a signal ends would exit with 143; one that was asked to stop and did is a success.
 * A start that is under way is let through, so that what it opened is closed in order.
 */
final class StopSignal {

    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private final CompletableFuture<Optional<Appliance>> started = new CompletableFuture<>();
    private boolean starting;
    private boolean stopping;
    private volatile int exitCode;

    private StopSignal() {}

    static StopSignal heeded() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(signal::stop));
        return signal;
    }

    /** Whether a start may begin; then {@link #running} or {@link #ended} must follow. */
    synchronized boolean mayStart() {
        starting = !stopping;
        return starting;
    }

    void running(Appliance appliance) {
        started.complete(Optional.of(appliance));
    }

    /** The process ends by itself, with this code. */
    int ended(int code) {
        exitCode = code;
        started.complete(Optional.empty());
        return code;
    }

    private void stop() {
        try {
            if (isUnderWay()) {
                started.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS).ifPresent(Appliance::close);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            System.err.println("lamplighter: stopped before the start had come to an end");
        } finally {
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private synchronized boolean isUnderWay() {
        stopping = true;
        return starting;
    }
}
