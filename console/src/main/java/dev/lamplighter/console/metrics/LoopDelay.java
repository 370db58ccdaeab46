package dev.lamplighter.console.metrics;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks each event loop every so often to do nothing, and measures how long that had to wait. A loop that has not done so yet is not asked again. */
final class LoopDelay implements AutoCloseable {

    private static final double[] BOUNDS = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5};
    private static final double NANOS = 1e9;

    private final List<Asked> loops = new ArrayList<>();
    private final Thread asking;

    LoopDelay(Meters meters, Map<String, EventExecutorGroup> groups, Duration every) {
        Histogram delays = meters.histogram(Metric.LOOP_DELAY, BOUNDS);
        groups.forEach((name, group) -> group.forEach(loop -> loops.add(new Asked(loop, delays.labelValues(name), new AtomicBoolean()))));
        asking = Thread.ofVirtual().name("loop delay").start(() -> run(every));
    }

    private void run(Duration every) {
        try {
            while (true) {
                Thread.sleep(every);
                loops.forEach(Asked::ask);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        asking.interrupt();
    }

    private record Asked(EventExecutor loop, DistributionDataPoint delays, AtomicBoolean waiting) {

        void ask() {
            if (!waiting.compareAndSet(false, true)) {
                return;
            }
            long from = System.nanoTime();
            try {
                loop.execute(() -> {
                    waiting.set(false);
                    delays.observe((System.nanoTime() - from) / NANOS);
                });
            } catch (RejectedExecutionException ended) {
                // A loop that has ended stays asked, and is not asked again.
                waiting.set(true);
            }
        }
    }
}
