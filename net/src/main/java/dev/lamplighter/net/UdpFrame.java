package dev.lamplighter.net;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.nio.ByteBuffer;

/** Writes an IPv4 packet that carries one UDP datagram, with both checksums (RFC 791 section 3.1, RFC 768). Pure. */
public final class UdpFrame {

    /** What the two headers add to the payload, in octets. */
    public static final int HEADERS = 28;

    private static final int IP_HEADER = 20;
    private static final int UDP_PROTOCOL = 17;
    private static final int TIME_TO_LIVE = 64;

    private UdpFrame() {}

    /** The packet; throws {@link IllegalArgumentException} for a payload longer than a datagram may be. */
    public static Bytes build(Ip4 source, int sourcePort, Ip4 destination, int destinationPort, Bytes payload) {
        int length = HEADERS + payload.length();
        if (length > 0xffff) {
            throw new IllegalArgumentException("a datagram has at most 65507 octets, not " + payload.length());
        }
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) length);
        packet.putShort((short) 0).putShort((short) 0x4000);
        packet.put((byte) TIME_TO_LIVE).put((byte) UDP_PROTOCOL).putShort((short) 0);
        packet.putInt(source.bits()).putInt(destination.bits());
        packet.putShort(10, folded(sum(packet, 0, IP_HEADER)));

        int datagram = length - IP_HEADER;
        packet.putShort((short) sourcePort).putShort((short) destinationPort).putShort((short) datagram).putShort((short) 0);
        packet.put(payload.asBuffer());
        long pseudoHeader = sum(packet, 12, 8) + UDP_PROTOCOL + datagram;
        short checksum = folded(pseudoHeader + sum(packet, IP_HEADER, datagram));
        packet.putShort(IP_HEADER + 6, checksum == 0 ? (short) 0xffff : checksum);
        return Bytes.owned(packet.array());
    }

    /** The sum of 16-bit words; an odd last octet counts as the high half of one. */
    private static long sum(ByteBuffer packet, int from, int length) {
        long sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += packet.getShort(from + i) & 0xffff;
        }
        return length % 2 == 0 ? sum : sum + ((packet.get(from + length - 1) & 0xff) << 8);
    }

    private static short folded(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (short) ~folded;
    }
}
