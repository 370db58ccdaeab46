package dev.lamplighter.appliance;

import dev.lamplighter.console.metrics.Facts;
import dev.lamplighter.console.metrics.Metrics;
import dev.lamplighter.console.server.MetricsDoor;
import dev.lamplighter.console.server.MetricsLimits;
import dev.lamplighter.console.service.Health;
import dev.lamplighter.console.service.MetricsPages;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.Loops;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;

/** Measures while the appliance runs. Made only where a metrics address is set: otherwise nothing is measured, and nothing is spent on it. */
final class Monitoring implements Subscription {

    private static final int BUFFER = 16_384;

    private final Metrics metrics;
    private final Subscription hearing;

    /** {@code wire} serves DHCP, TFTP and DNS; {@code http} HTTP and gRPC. */
    Monitoring(Facts facts, Loops wire, Loops http, Events events, Storyteller story) {
        metrics = new Metrics(Version.number(), facts, Map.of("wire", wire.group(), "http", http.group()), Clock.systemUTC());
        hearing = events.subscribe(BUFFER, metrics::hear);
        story.count(metrics::hear);
    }

    MetricsDoor door(InetSocketAddress at, Health health, Loops loops) {
        return new MetricsDoor(at, new MetricsPages(metrics, health, MetricsPages.FRESH, System::nanoTime), MetricsLimits.DEFAULT, loops);
    }

    @Override
    public void close() {
        hearing.close();
        metrics.close();
    }
}
