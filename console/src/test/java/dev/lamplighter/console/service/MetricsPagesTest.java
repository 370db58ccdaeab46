package dev.lamplighter.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.console.metrics.Scrapes;
import dev.lamplighter.console.metrics.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsPagesTest {

    final Scrapes lab = new Scrapes();
    long now = 1;
    Optional<String> unready = Optional.empty();
    final MetricsPages pages = new MetricsPages(lab.metrics(), new Health(() -> unready), Duration.ofSeconds(1), () -> now);

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void metrics_and_health_are_there_and_nothing_else() {
        assertThat(pages.answer("GET", "/metrics").mediaType()).startsWith("text/plain; version=0.0.4");
        assertThat(pages.answer("GET", "/metrics").text()).contains("lamplighter_ready 1.0\n");
        assertThat(pages.answer("GET", "/healthz").status()).isEqualTo(200);
        assertThat(pages.answer("GET", "/readyz").status()).isEqualTo(200);
        for (String other : List.of("/", "/metrics/", "/api/v1/boots", "/ipxe", "/assets/")) {
            assertThat(pages.answer("GET", other).status()).as(other).isEqualTo(404);
        }
        assertThat(pages.answer("POST", "/metrics").status()).isEqualTo(405);
    }

    @Test
    void who_cannot_serve_is_alive_but_not_ready_and_says_why() {
        unready = Optional.of("starting");
        assertThat(pages.answer("GET", "/healthz").status()).isEqualTo(200);
        assertThat(pages.answer("GET", "/readyz").status()).isEqualTo(503);
        assertThat(pages.answer("GET", "/readyz").text()).isEqualTo("starting\n");
    }

    @Test
    void a_text_serves_everybody_who_asks_within_a_second() {
        String first = pages.answer("GET", "/metrics").text();
        Told.everything().forEach(lab.metrics()::hear);
        now += Duration.ofMillis(999).toNanos();
        assertThat(pages.answer("GET", "/metrics").text()).isSameAs(first);
        now += Duration.ofMillis(2).toNanos();
        assertThat(pages.answer("GET", "/metrics").text()).contains("reason=\"no-group\"");
    }
}
