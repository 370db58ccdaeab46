package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.EventHub;
import dev.lamplighter.net.RawFrames;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks once on a segment who else leases addresses there. No lease is taken. */
public final class LookForOthers {

    private LookForOthers() {}

    /** What was seen. */
    public sealed interface Seen {

        /** Nobody else answered. */
        record Alone() implements Seen {}

        /** This server offers addresses. */
        record Other(Ip4 address, Mac mac) implements Seen {}

        /** This process may not listen (CAP_NET_RAW). */
        record Deaf() implements Seen {}
    }

    /** Waits for {@link DhcpSettings#alone} at most. */
    public static Seen on(Segment segment) {
        return on(segment, DhcpSettings.DEFAULT.alone(), new Alarms(new EventHub("look", Clock.systemUTC()), Duration.ofMinutes(1), System::nanoTime));
    }

    static Seen on(Segment segment, Duration wait, Alarms alarms) {
        Optional<RawFrames> frames = RawFrames.open(segment.interfaceName());
        Optional<OtherServers> others = frames.flatMap(_ -> OtherServers.open(segment, alarms));
        try {
            if (others.isEmpty()) {
                return new Seen.Deaf();
            }
            return others.get().ask(wait, frames.get()).<Seen>map(other -> new Seen.Other(other.address(), other.mac())).orElseGet(Seen.Alone::new);
        } finally {
            others.ifPresent(OtherServers::close);
            frames.ifPresent(RawFrames::close);
        }
    }
}
