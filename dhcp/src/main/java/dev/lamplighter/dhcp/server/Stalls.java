package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.event.BootEvent.Notice;
import java.time.Duration;

/** Says when an answer waits for longer than ARP and a busy disk take: the disk of the leases is slow, or stands still. */
final class Stalls {

    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Duration TOO_LONG = Duration.ofSeconds(3);

    private final InFlight inFlight;
    private final Alarms alarms;

    Stalls(InFlight inFlight, Alarms alarms) {
        this.inFlight = inFlight;
        this.alarms = alarms;
    }

    /** Looks once; called every second by one thread. */
    void look() {
        Duration longest = inFlight.longest();
        if (longest.compareTo(TOO_LONG) >= 0) {
            alarms.raise(Notice.Level.ERROR, "dhcp-leases-stall", "", () -> "DHCP: an answer has waited for the disk of the leases for " + longest.toSeconds()
                    + " seconds, and " + inFlight.count() + " wait in all: nobody gets a new address until it writes; look at state.path's disk");
        } else {
            alarms.over("dhcp-leases-stall", "", () -> "DHCP: the disk of the leases writes again");
        }
    }
}
