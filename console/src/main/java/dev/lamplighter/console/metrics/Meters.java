package dev.lamplighter.console.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;

/** Makes the metrics of {@link Metric} and registers them. */
final class Meters {

    private final PrometheusRegistry registry;

    Meters(PrometheusRegistry registry) {
        this.registry = registry;
    }

    Counter counter(Metric metric) {
        return Counter.builder().name(metric.exposed()).help(metric.help()).labelNames(metric.labelNames()).withoutExemplars().register(registry);
    }

    void counter(Metric metric, Consumer<CounterWithCallback.Callback> asked) {
        CounterWithCallback.builder().name(metric.exposed()).help(metric.help()).labelNames(metric.labelNames()).callback(asked).register(registry);
    }

    void gauge(Metric metric, Consumer<GaugeWithCallback.Callback> asked) {
        GaugeWithCallback.builder().name(metric.exposed()).help(metric.help()).labelNames(metric.labelNames()).callback(asked).register(registry);
    }

    /** {@code bounds} are the upper ones of the buckets, in seconds, without the last, which has none. */
    Histogram histogram(Metric metric, double... bounds) {
        return Histogram.builder().name(metric.exposed()).help(metric.help()).labelNames(metric.labelNames()).classicOnly().classicUpperBounds(bounds)
                .withoutExemplars().register(registry);
    }

    void info(Metric metric, String value) {
        Info.builder().name(metric.exposed()).help(metric.help()).labelNames(metric.labelNames()).register(registry).addLabelValues(value);
    }
}
