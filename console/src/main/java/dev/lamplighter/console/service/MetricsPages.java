package dev.lamplighter.console.service;

import dev.lamplighter.console.metrics.Metrics;
import dev.lamplighter.console.service.Page.Document;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What monitoring may see without credentials: {@code /metrics}, {@code /healthz} and {@code /readyz}, and nothing else. A text of metrics serves
 * everybody who asks within a moment, so that asking often costs little. May wait for a disk.
 */
public final class MetricsPages {

    /** How long a text serves by default. */
    public static final Duration FRESH = Duration.ofSeconds(1);

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final Metrics metrics;
    private final Health health;
    private final Duration fresh;
    private final LongSupplier nanos;
    private Optional<Made> last = Optional.empty();

    private record Made(long at, Document document) {}

    /** {@code nanos} is a monotonic clock, in nanoseconds. */
    public MetricsPages(Metrics metrics, Health health, Duration fresh, LongSupplier nanos) {
        this.metrics = metrics;
        this.health = health;
        this.fresh = fresh;
        this.nanos = nanos;
    }

    /** {@code path} is without the query. */
    public Document answer(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Document.plain(NOT_ALLOWED, "only GET and HEAD");
        }
        return switch (path) {
            case Health.ALIVE -> health.alive();
            case Health.READY -> health.ready();
            case "/metrics" -> metrics();
            default -> Document.plain(NOT_FOUND, "no such page: there are /metrics, /healthz and /readyz");
        };
    }

    private synchronized Document metrics() {
        long now = nanos.getAsLong();
        Made made = last.filter(before -> now - before.at() < fresh.toNanos())
                .orElseGet(() -> new Made(now, new Document(200, metrics.mediaType(), metrics.text())));
        last = Optional.of(made);
        return made.document();
    }
}
