package dev.lamplighter.store.lease;

import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Version;
import java.util.Optional;

/** What an audit is told of a lease that a person changed; those that stations ask for themselves are DHCP's business. */
public final class LeaseChange {

    private LeaseChange() {}

    /** It was brought in from another server. */
    public static BootEvent.Change taken(Stamp stamp, Doer by, Lease lease) {
        return new BootEvent.Change(stamp, by, "leases import", object(lease), Optional.empty(), Optional.of(told(lease)));
    }

    /** It was ended before its time. */
    public static BootEvent.Change released(Stamp stamp, Doer by, Lease lease) {
        return new BootEvent.Change(stamp, by, "leases release", object(lease), Optional.of(told(lease)), Optional.empty());
    }

    private static String object(Lease lease) {
        return "leases/" + lease.segment().name() + "/" + lease.address();
    }

    /** Nothing in it needs an escape: numbers, hexadecimal digits and a time. */
    private static Version told(Lease lease) {
        return Version.of("{\"mac\":\"" + lease.mac() + "\",\"client\":\"" + lease.client().value().toHex() + "\",\"expires\":\"" + lease.expires() + "\"}");
    }
}
