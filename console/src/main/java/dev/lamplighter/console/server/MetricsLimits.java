package dev.lamplighter.console.server;

import java.time.Duration;

/**
 * What those who ask for metrics may cost. {@code connections}: open at once; {@code perClient}: of these from one address. {@code whole}: how long a
 * connection may last from its begin to the end of its answer. {@code line} and {@code headers}: octets of the request line and of all header fields.
 */
public record MetricsLimits(int connections, int perClient, Duration whole, int line, int headers) {

    public static final MetricsLimits DEFAULT = new MetricsLimits(64, 16, Duration.ofSeconds(15), 4 << 10, 8 << 10);
}
