package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Where questions are taken: on a segment's interface at whichever of its addresses, or at one address without regard to interfaces. */
public record Place(Segment segment, Ip4 address, Optional<String> interfaceName) {

    public static Place on(Segment segment) {
        return new Place(segment, Ip4.NONE, Optional.of(segment.interfaceName()));
    }

    public static Place at(Ip4 address) {
        return new Place(new Segment("", address, Optional.empty(), Segment.DhcpMode.OFF, List.of()), address, Optional.empty());
    }

    /** Whether a datagram sent to {@code to} is a question to this host alone: nobody answers a broadcast (RFC 1123 section 4.2.3.5). */
    boolean isOwn(Ip4 to) {
        return to.bits() >>> 28 != 14 && !to.equals(Ip4.BROADCAST) && segment.onLink().map(subnet -> !subnet.broadcast().equals(to)).orElse(true);
    }

    /** The address that was asked, where the socket could tell; otherwise the one that we advertise. */
    Ip4 asked(InetSocketAddress recipient) {
        Ip4 to = Ip4.of(recipient.getAddress());
        return to.isNone() ? segment.advertise() : to;
    }
}
