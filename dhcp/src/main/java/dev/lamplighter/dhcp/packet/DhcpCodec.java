package dev.lamplighter.dhcp.packet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.dhcp.packet.DhcpPacket.Op;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Decoded.Malformed;
import dev.lamplighter.model.Decoded.Message;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DHCP messages in bytes (RFC 2131 section 2). Total: what is no message is {@link Malformed}, and an option that runs past the end of its
 * field ends the list of options there.
 */
public final class DhcpCodec {

    /** Where the options begin when the magic cookie is there. */
    static final int OPTIONS = 240;

    static final int MAGIC_COOKIE = 0x63825363;
    static final int PAD = 0;
    static final int OVERLOAD = 52;
    static final int AGENT_INFORMATION = 82;
    static final int END = 255;
    static final int OVERLOAD_FILE = 1;
    static final int OVERLOAD_SNAME = 2;

    private static final int HEADER = 236;
    private static final int CHADDR = 28;
    private static final int SNAME = 44;
    private static final int FILE = 108;
    private static final int BROADCAST = 0x8000;

    private DhcpCodec() {}

    /** Option 82 comes last in the packet, wherever it was: relays put it there (RFC 3046 section 2.1). */
    public static Decoded<DhcpPacket> decode(Bytes datagram) {
        if (datagram.length() < HEADER) {
            return malformed("dhcp-short", "shorter than a BOOTP header: " + datagram.length() + " octets");
        }
        ByteBuffer in = datagram.asBuffer();
        int op = datagram.at(0);
        if (op != 1 && op != 2) {
            return malformed("dhcp-op", "neither a request nor a reply: op " + op);
        }
        int hlen = datagram.at(2);
        if (hlen != 6 && hlen != 8) {
            return malformed("dhcp-hlen", "a hardware address of " + hlen + " octets");
        }
        var values = new LinkedHashMap<Integer, ByteArrayOutputStream>();
        if (datagram.length() >= OPTIONS && in.getInt(HEADER) == MAGIC_COOKIE) {
            collect(datagram, OPTIONS, datagram.length(), values);
        }
        int overload = overload(values);
        if ((overload & OVERLOAD_FILE) != 0) {
            collect(datagram, FILE, HEADER, values);
        }
        if ((overload & OVERLOAD_SNAME) != 0) {
            collect(datagram, SNAME, FILE, values);
        }
        values.remove(OVERLOAD);
        if (values.containsKey(AGENT_INFORMATION)) {
            values.putLast(AGENT_INFORMATION, values.get(AGENT_INFORMATION));
        }
        return new Message<>(new DhcpPacket(op == 1 ? Op.REQUEST : Op.REPLY, datagram.at(1), datagram.at(3), in.getInt(4), in.getShort(8) & 0xffff,
                (in.getShort(10) & BROADCAST) != 0, new Ip4(in.getInt(12)), new Ip4(in.getInt(16)), new Ip4(in.getInt(20)), new Ip4(in.getInt(24)),
                new Mac(datagram.slice(CHADDR, CHADDR + hlen)),
                (overload & OVERLOAD_SNAME) != 0 ? "" : text(datagram, SNAME, FILE),
                (overload & OVERLOAD_FILE) != 0 ? "" : text(datagram, FILE, HEADER),
                options(values)));
    }

    /**
     * Writes {@code packet} in at most {@code limit} octets, but never fewer than the 300 that BOOTP clients expect (RFC 1542 section 2.1).
     * Options that do not fit go to {@code file} and {@code sname} where these are free, else they are left out, the last ones first;
     * option 82 is written last and left out last.
     */
    public static Bytes encode(DhcpPacket packet, int limit) {
        var layout = OptionLayout.of(packet, Math.max(limit, OptionLayout.SHORTEST));
        ByteBuffer out = ByteBuffer.allocate(Math.max(OptionLayout.SHORTEST, OPTIONS + layout.main().length()));
        out.put((byte) (packet.op() == Op.REQUEST ? 1 : 2)).put((byte) packet.htype());
        out.put((byte) packet.chaddr().octets().length()).put((byte) packet.hops());
        out.putInt(packet.xid()).putShort((short) packet.secs()).putShort((short) (packet.broadcast() ? BROADCAST : 0));
        out.putInt(packet.ciaddr().bits()).putInt(packet.yiaddr().bits()).putInt(packet.siaddr().bits()).putInt(packet.giaddr().bits());
        out.put(packet.chaddr().octets().asBuffer());
        out.position(SNAME).put(layout.sname().isEmpty() ? packet.sname().getBytes(ISO_8859_1) : layout.sname().toArray());
        out.position(FILE).put(layout.file().isEmpty() ? packet.file().getBytes(ISO_8859_1) : layout.file().toArray());
        out.position(HEADER).putInt(MAGIC_COOKIE).put(layout.main().asBuffer());
        return Bytes.owned(out.array());
    }

    private static void collect(Bytes from, int start, int end, Map<Integer, ByteArrayOutputStream> values) {
        int at = start;
        while (at < end && from.at(at) != END) {
            if (from.at(at) == PAD) {
                at++;
                continue;
            }
            if (at + 1 >= end || at + 2 + from.at(at + 1) > end) {
                return;
            }
            int next = at + 2 + from.at(at + 1);
            values.computeIfAbsent(from.at(at), code -> new ByteArrayOutputStream()).writeBytes(from.slice(at + 2, next).toArray());
            at = next;
        }
    }

    private static int overload(Map<Integer, ByteArrayOutputStream> values) {
        return values.containsKey(OVERLOAD) && values.get(OVERLOAD).size() == 1 ? values.get(OVERLOAD).toByteArray()[0] : 0;
    }

    private static List<DhcpOption> options(Map<Integer, ByteArrayOutputStream> values) {
        return values.entrySet().stream()
                .map(option -> OptionValues.decode(option.getKey(), Bytes.owned(option.getValue().toByteArray())))
                .toList();
    }

    private static String text(Bytes from, int start, int end) {
        int stop = start;
        while (stop < end && from.at(stop) != 0) {
            stop++;
        }
        return new String(from.slice(start, stop).toArray(), ISO_8859_1);
    }

    private static Decoded<DhcpPacket> malformed(String code, String sentence) {
        return new Malformed<>(new Reason(code, sentence));
    }
}
