package dev.lamplighter.http;

import java.time.Duration;

/**
 * What one client, and all of them together, may cost. {@code connections}: open at once; {@code perClient}: of these from one address.
 * {@code idle}: how long a connection may be silent between requests, and a reader may take nothing. {@code head}: how long a request may take
 * from its first octet to the end of its head, and its body to the end. {@code line} and {@code headers}: octets of the request line and of all
 * header fields; Matchbox takes queries of 60,000 octets, hence the long line. {@code body}: octets of a request body, which is read and thrown
 * away. {@code ranges}: parts of one answer. {@code listed}: entries of a folder that are shown.
 */
public record HttpLimits(int connections, int perClient, Duration idle, Duration head, int line, int headers, long body, int ranges, int listed) {

    public static final HttpLimits DEFAULT =
            new HttpLimits(4096, 256, Duration.ofSeconds(60), Duration.ofSeconds(10), 64 << 10, 16 << 10, 4 << 20, 200, 10_000);
}
