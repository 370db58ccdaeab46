package dev.lamplighter.dhcp.router.packet;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.nio.ByteBuffer;

/** IPv6 packets with a router solicitation or advertisement, to and from octets (RFC 8200 section 3, RFC 4443 section 2, RFC 4861 section 4). */
public final class RouterCodec {

    private static final int IPV6_HEADER = 40;
    private static final int ICMPV6 = 58;
    /** Proof that no router passed the packet on (RFC 4861 section 6.1). */
    private static final int HOP_LIMIT = 255;
    private static final int SOLICITATION = 133;
    private static final int ADVERTISEMENT = 134;
    private static final int SOLICITATION_LENGTH = 8;
    private static final int ADVERTISEMENT_LENGTH = 16;
    private static final Ip6 ALL_NODES = ip("ff02::1");
    private static final Ip6 ALL_ROUTERS = ip("ff02::2");
    private static final Ip6 NONE = ip("::");

    private RouterCodec() {}

    /** Checks what RFC 4861 sections 6.1.1 and 6.1.2 ask of every receiver, down to the source of an advertisement. */
    public static Decoded<RouterMessage> decode(Bytes packet) {
        if (packet.length() < IPV6_HEADER + SOLICITATION_LENGTH) {
            return malformed("shorter than its headers");
        }
        ByteBuffer octets = packet.asBuffer();
        int length = octets.getShort(4) & 0xffff;
        if (packet.at(0) >> 4 != 6 || packet.at(6) != ICMPV6 || length < SOLICITATION_LENGTH || IPV6_HEADER + length > packet.length()) {
            return malformed("no ICMPv6 message of the length that it names");
        }
        if (packet.at(7) != HOP_LIMIT) {
            return malformed("a hop limit of " + packet.at(7) + ": it came through a router");
        }
        if (folded(sum(octets, 8, 32) + ICMPV6 + length + sum(octets, IPV6_HEADER, length)) != 0) {
            return malformed("a wrong checksum");
        }
        var source = new Ip6(packet.slice(8, 24));
        if (packet.at(IPV6_HEADER + 1) != 0) {
            return malformed("a code that is not 0");
        }
        return switch (packet.at(IPV6_HEADER)) {
            case SOLICITATION -> new Decoded.Message<>(new RouterMessage.Solicitation(source));
            case ADVERTISEMENT -> advertisement(octets, source, length);
            default -> malformed("neither solicitation nor advertisement");
        };
    }

    private static Decoded<RouterMessage> advertisement(ByteBuffer octets, Ip6 source, int length) {
        boolean linkLocal = source.octets().at(0) == 0xfe && (source.octets().at(1) & 0xc0) == 0x80;
        return length < ADVERTISEMENT_LENGTH || !linkLocal ? malformed("an advertisement that is too short or from no link-local address")
                : new Decoded.Message<>(new RouterMessage.Advertisement(source, octets.getShort(IPV6_HEADER + 6) & 0xffff));
    }

    private static Decoded<RouterMessage> malformed(String why) {
        return new Decoded.Malformed<>(new Reason("ra-malformed", why));
    }

    /** The packet of a message. An advertisement to {@code ::} goes to all nodes, as the station has no address of its own. */
    public static Bytes encode(RouterMessage message, Ip6 to) {
        return switch (message) {
            case RouterMessage.Solicitation solicitation -> packet(solicitation.source(), ALL_ROUTERS,
                    ByteBuffer.allocate(SOLICITATION_LENGTH).put((byte) SOLICITATION));
            case RouterMessage.Advertisement advertisement -> packet(advertisement.source(), to.equals(NONE) ? ALL_NODES : to,
                    ByteBuffer.allocate(ADVERTISEMENT_LENGTH).put((byte) ADVERTISEMENT).putShort(6, (short) advertisement.lifetimeSeconds()));
        };
    }

    private static Bytes packet(Ip6 source, Ip6 to, ByteBuffer icmp) {
        int length = icmp.capacity();
        ByteBuffer packet = ByteBuffer.allocate(IPV6_HEADER + length);
        packet.putInt(0x60000000).putShort((short) length).put((byte) ICMPV6).put((byte) HOP_LIMIT);
        packet.put(source.octets().asBuffer()).put(to.octets().asBuffer()).put(icmp.duplicate().clear());
        packet.putShort(IPV6_HEADER + 2, (short) folded(sum(packet, 8, 32) + ICMPV6 + length + sum(packet, IPV6_HEADER, length)));
        return Bytes.owned(packet.array());
    }

    /** A link-local address that follows from a station's own, and is not the one that this host has, so that neither speaks for the other. */
    public static Ip6 addressFor(Mac station) {
        byte[] octets = new byte[16];
        octets[0] = (byte) 0xfe;
        octets[1] = (byte) 0x80;
        octets[8] = 'l';
        octets[9] = 'l';
        System.arraycopy(station.octets().toArray(), 0, octets, 10, Math.min(6, station.octets().length()));
        return new Ip6(Bytes.owned(octets));
    }

    private static long sum(ByteBuffer octets, int from, int length) {
        long sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += octets.getShort(from + i) & 0xffff;
        }
        return length % 2 == 0 ? sum : sum + ((octets.get(from + length - 1) & 0xff) << 8);
    }

    private static int folded(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }

    private static Ip6 ip(String text) {
        return Ip6.parse(text).orElseThrow();
    }
}
