package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Facts.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A clock that is wrong makes certificates look expired, and machines take their time from the host's answers. */
final class ClockRules {

    private static final String ABOUT = "clock";
    /** Before this program was written no clock is right. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final String REMEDY = "timedatectl set-ntp true";

    private ClockRules() {}

    static Finding of(Clock clock) {
        String says = "the clock says " + DateTimeFormatter.ISO_INSTANT.format(clock.now().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
        if (clock.now().isBefore(EARLIEST) || clock.now().isAfter(LATEST)) {
            return Finding.bad(ABOUT, says + ", which cannot be: certificates will not be good").run(REMEDY);
        }
        if (clock.synchronised().isEmpty()) {
            return Finding.ok(ABOUT, says + "; the kernel does not say whether it is synchronised");
        }
        return clock.synchronised().get() ? Finding.ok(ABOUT, says + " and is synchronised")
                : Finding.warn(ABOUT, says + " and is not synchronised with any other").run(REMEDY);
    }
}
