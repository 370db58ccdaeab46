package dev.lamplighter.dns.server;

import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.Wire;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One address that is served, as questions see it. */
record Listener(Segment via, InetSocketAddress local) {

    static Listener of(DnsSettings.Listen listen, InetSocketAddress bound) {
        Ip4 advertise = bound.getAddress() instanceof Inet4Address four ? Ip4.of(four) : Ip4.NONE;
        return new Listener(new Segment(listen.interfaceName().orElse(""), advertise, Optional.empty(), Segment.DhcpMode.OFF, List.of()), bound);
    }

    Arrival arrival(InetSocketAddress from) {
        return new Arrival(via, from, local, Optional.empty(), Instant.now());
    }

    Wire wire(InetSocketAddress peer) {
        return new Wire(via.interfaceName(), peer, local);
    }
}
