package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.event.BootEvent.Notice;
import java.time.Duration;

/** Says when answers wait and none comes out: a disk that is slow, or stands still. */
final class Stalls {

    static final Duration EVERY = Duration.ofSeconds(1);

    private static final int LOOKS = 3;

    private final InFlight inFlight;
    private final Alarms alarms;
    private long left;
    private int looks;

    Stalls(InFlight inFlight, Alarms alarms) {
        this.inFlight = inFlight;
        this.alarms = alarms;
    }

    /** Looks once; called every second by one thread. */
    void look() {
        long now = inFlight.left();
        looks = inFlight.isEmpty() || now != left ? 0 : looks + 1;
        left = now;
        if (looks >= LOOKS) {
            alarms.raise(Notice.Level.ERROR, "dhcp-leases-stall", "", () -> "DHCP: " + inFlight.count() + " answers have waited for the disk of the leases for "
                    + looks + " seconds: nobody gets an address until it writes; look at state.path's disk");
        } else if (looks == 0) {
            alarms.over("dhcp-leases-stall", "", () -> "DHCP: the disk of the leases writes again");
        }
    }
}
