package dev.lamplighter.tftp.service;

import java.time.Duration;

/**
 * How long to wait for a client: before the first retransmission, at most before a later one, how many retransmissions without an
 * answer, how long after a repeated acknowledgement inside a window, and for a whole transfer.
 */
public record Patience(Duration first, Duration longest, int tries, Duration grace, Duration whole) {

    /** A silent peer is sent six packets at most, so that whoever asks in another's name does little harm. */
    public static Patience standard() {
        return new Patience(Duration.ofSeconds(1), Duration.ofSeconds(16), 5, Duration.ofMillis(50), Duration.ofHours(1));
    }

    /** The wait before retransmission {@code number}, counted from 0: doubled each time. */
    Duration before(int number) {
        Duration wait = first.multipliedBy(1L << Math.min(number, 16));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
