package dev.lamplighter.http;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Places of tests. */
public final class Segments {

    public static final Segment LAB = new Segment("eth1", Ip4.of("192.0.2.2"), Optional.empty(), Segment.DhcpMode.OFF, List.of());
    public static final InetSocketAddress SERVER = new InetSocketAddress(Ip4.of("192.0.2.2").toInetAddress(), 8080);
    public static final InetSocketAddress NODE = new InetSocketAddress(Ip4.of("192.0.2.77").toInetAddress(), 49152);

    private Segments() {}

    public static Arrival fromNode() {
        return new Arrival(LAB, NODE, SERVER, Optional.empty(), Instant.EPOCH);
    }
}
