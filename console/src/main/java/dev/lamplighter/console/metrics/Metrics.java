package dev.lamplighter.console.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.console.metrics.Facts.SegmentUse;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.timeline.Boot;
import io.netty.util.concurrent.EventExecutorGroup;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Everything that is scraped: counted from events and boots as they come, and asked of the appliance, the event loops and the JVM. Nothing of it
 * waits for who scrapes.
 */
public final class Metrics implements AutoCloseable {

    /** Codes of reasons, of notices and of diagnoses that are told apart, each; there are about 150 of the first, and 20 to 40 of the others. */
    static final int MOST_CODES = 300;

    /** Boots that are remembered, so that none is counted twice. */
    static final int MOST_BOOTS = 20_000;

    private static final Duration LOOPS_EVERY = Duration.ofMillis(500);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
    private final EventMetrics events;
    private final BootMetrics boots;
    private final LoopDelay delay;
    private final Facts facts;
    /** As they were at the beginning of a scrape, so that its numbers fit each other; counted once for each. */
    private List<SegmentUse> segments = List.of();

    /** {@code loops} are measured under their names. */
    public Metrics(String version, Facts facts, Map<String, EventExecutorGroup> loops, InstantSource clock) {
        this.facts = facts;
        var meters = new Meters(registry);
        events = new EventMetrics(meters, MOST_CODES);
        boots = new BootMetrics(meters, MOST_BOOTS, MOST_CODES, clock);
        delay = new LoopDelay(meters, loops, LOOPS_EVERY);
        ask(meters);
        meters.info(Metric.BUILD, version);
        jvm();
    }

    private void ask(Meters meters) {
        meters.gauge(Metric.LEASES, gauge -> segments.forEach(segment ->
                segment.leases().forEach((state, leases) -> gauge.call((double) leases, segment.name(), state))));
        meters.gauge(Metric.POOL, gauge -> segments.forEach(segment ->
                segment.pools().forEach(pool -> gauge.call((double) pool.addresses(), segment.name(), pool.subnet()))));
        meters.gauge(Metric.POOL_USED, gauge -> segments.forEach(segment ->
                segment.pools().forEach(pool -> gauge.call((double) pool.used(), segment.name(), pool.subnet()))));
        meters.gauge(Metric.CATALOG, gauge -> facts.catalog().forEach((kind, count) -> gauge.call(count, kind)));
        meters.gauge(Metric.CERTIFICATE_EXPIRY, gauge -> facts.certificates().forEach((what, end) -> gauge.call((double) end.getEpochSecond(), what)));
        meters.counter(Metric.EVENTS_LOST, counter -> counter.call((double) facts.eventsLost()));
        meters.gauge(Metric.READY, gauge -> gauge.call(facts.unready().isEmpty() ? 1 : 0));
    }

    private void jvm() {
        JvmMemoryMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    /** To be told every event, by one thread. */
    public void hear(BootEvent event) {
        events.accept(event);
    }

    /** To be told the boots that have changed, by one thread. */
    public void hear(List<Boot> changed) {
        boots.accept(changed);
    }

    /** How {@link #text} is marked in HTTP. */
    public String mediaType() {
        return writer.getContentType();
    }

    /**
     * Everything as it is now, in Prometheus' text format 0.0.4. May wait for a disk. Written on a platform thread of its own, as on a virtual one
     * {@code BufferedWriter} begins small and copies itself for every character that it grows by.
     */
    public String text() {
        var writing = new FutureTask<>(this::written);
        Thread.ofPlatform().daemon().name("metrics").start(writing);
        try {
            return writing.get();
        } catch (ExecutionException defect) {
            throw new IllegalStateException("the metrics cannot be written", defect.getCause());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the metrics were written", hurried);
        }
    }

    private String written() throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(out, snapshots(), EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toString(UTF_8);
    }

    synchronized MetricSnapshots snapshots() {
        segments = facts.segments();
        return registry.scrape();
    }

    @Override
    public void close() {
        delay.close();
    }
}
