package dev.lamplighter.boot;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Segment;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks without a wire. */
final class Questions {

    static final Arrival ARRIVAL = new Arrival(new Segment("eth1", Ip4.of("192.0.2.2"), Optional.empty(), Segment.DhcpMode.OFF, List.of()),
            InetSocketAddress.createUnresolved("192.0.2.9", 40000), InetSocketAddress.createUnresolved("192.0.2.2", 8080), Optional.empty(),
            Instant.EPOCH);

    private Questions() {}

    /** What becomes of an outcome when everybody waits. */
    static <A> Outcome<A> settled(Outcome<A> outcome) {
        var now = outcome;
        while (now instanceof Outcome.Later<A> later) {
            try {
                now = later.work().call();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
        return now;
    }
}
