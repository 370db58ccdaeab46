package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.HttpDates;
import io.netty.util.AsciiString;
import java.time.Clock;
import java.time.Instant;

/** The value of {@code Date}, written once for each second. */
final class DateField {

    private final Clock clock;
    private volatile Written last = new Written(Long.MIN_VALUE, AsciiString.EMPTY_STRING);

    DateField(Clock clock) {
        this.clock = clock;
    }

    private record Written(long second, AsciiString text) {}

    AsciiString now() {
        long second = Math.floorDiv(clock.millis(), 1000L);
        Written written = last;
        if (written.second() != second) {
            written = new Written(second, AsciiString.of(HttpDates.format(Instant.ofEpochSecond(second))));
            last = written;
        }
        return written.text();
    }
}
