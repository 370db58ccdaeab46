package dev.lamplighter.rpc;

import java.time.Duration;

/**
 * What one client, and all of them together, may cost. {@code connections}: open at once; {@code perClient}: of these from one address;
 * {@code calls}: running at once on one connection. {@code message}: octets of a request; {@code headers}: octets of its metadata.
 * {@code handshake}: how long TLS may take; {@code half}: how long a request may take to arrive; {@code taking}: how long a client may take for
 * its answer, and a request wait for its turn. {@code age}: how long a connection may serve before the client must shake hands anew, which it does by itself. {@code receiving}:
 * requests that may be on their way at once; {@code memory}: KiB that all requests and answers may use together.
 */
public record RpcLimits(int connections, int perClient, int calls, int message, int headers, Duration handshake, Duration half, Duration taking,
        Duration age, int receiving, int memory) {

    public static final RpcLimits DEFAULT = new RpcLimits(1024, 256, 128, 4 << 20, 8 << 10, Duration.ofSeconds(10), Duration.ofSeconds(20),
            Duration.ofSeconds(60), Duration.ofHours(1), 16, 96 << 10);

    private static final int LOOKS = 4;

    /** How often it is looked at what takes too long. */
    public Duration look() {
        return (half.compareTo(taking) < 0 ? half : taking).dividedBy(LOOKS);
    }
}
