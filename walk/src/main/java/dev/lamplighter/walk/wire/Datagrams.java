package dev.lamplighter.walk.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.UserClass;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.walk.Heard;
import java.util.List;
import java.util.Optional;

/** DHCP messages in datagrams, as clients write them. */
final class Datagrams {

    private static final int IP_HEADER = 20;
    private static final int SOURCE = 12;
    private static final int UDP_HEADER = 8;
    private static final int LONGEST = 1472;

    private Datagrams() {}

    /** {@code secs} is how long the client has been asking. iPXE writes its user class without the length that RFC 3004 wants, and servers compare it so. */
    static Bytes write(DhcpPacket packet, int secs) {
        List<DhcpOption> options = packet.options().stream()
                .map(option -> option instanceof UserClass(List<String> names) && names.size() == 1
                        ? new DhcpOption.Raw(77, Bytes.owned(names.getFirst().getBytes(ISO_8859_1))) : option).toList();
        return DhcpCodec.encode(new DhcpPacket(packet.op(), packet.htype(), packet.hops(), packet.xid(), secs, packet.broadcast(), packet.ciaddr(), packet.yiaddr(), packet.siaddr(),
                packet.giaddr(), packet.chaddr(), packet.sname(), packet.file(), options), LONGEST);
    }

    /** The answer in an IPv4 packet; empty for anything else. */
    static Optional<Heard> inPacket(Bytes packet) {
        if (packet.length() < IP_HEADER) {
            return Optional.empty();
        }
        int payload = (packet.at(0) & 0xf) * 4 + UDP_HEADER;
        return packet.length() < payload ? Optional.empty() : inDatagram(packet.slice(payload, packet.length()), Ip4.of(packet, SOURCE));
    }

    static Optional<Heard> inDatagram(Bytes datagram, Ip4 from) {
        return DhcpCodec.decode(datagram) instanceof Decoded.Message<DhcpPacket>(DhcpPacket said) && said.op() == DhcpPacket.Op.REPLY
                ? Optional.of(new Heard(said, from)) : Optional.empty();
    }
}
