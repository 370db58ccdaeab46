package dev.lamplighter.dns.packet;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.xbill.DNS.Type;

/** Writes an answer as one client can take it: its spelling, its datagram size, and an OPT record only if it sent one. */
public final class ReplyCodec {

    /** Without EDNS (RFC 1035 section 4.2.1). */
    private static final int PLAIN_DATAGRAM = 512;
    private static final int STREAM = 65535;
    private static final int OPT_LENGTH = 11;

    private static final int QR = 0x8000;
    private static final int AA = 0x0400;
    private static final int TC = 0x0200;
    private static final int RD = 0x0100;
    private static final int RA = 0x0080;
    private static final int CD = 0x0010;

    private final int ourDatagram;

    /** {@code ourDatagram} is the largest datagram that we send or take, in octets (RFC 6891 section 6.2.5; 1232 passes every path). */
    public ReplyCodec(int ourDatagram) {
        this.ourDatagram = ourDatagram;
    }

    /** Writes the message; where the records do not fit, none are sent and TC says so (RFC 2181 section 9). */
    public void write(DnsRequest asked, DnsReply reply, ByteBuf out) {
        switch (asked) {
            case DnsRequest.Question question -> answer(question, reply, out);
            case DnsRequest.Refusable refusable -> header(refusable.header(), reply.rcode(), 0, out).writeLong(0);
        }
    }

    private void answer(DnsRequest.Question asked, DnsReply reply, ByteBuf out) {
        Optional<Edns> edns = asked.edns();
        int optLength = edns.isPresent() ? OPT_LENGTH : 0;
        int room = limit(asked) - RequestCodec.HEADER - asked.name().length() - 4 - optLength;
        boolean fits = reply.records().length() <= room;
        Records records = fits ? reply.records() : Records.NONE;

        header(asked.header(), reply.rcode(), (reply.authoritative() ? AA : 0) | (fits ? 0 : TC), out);
        out.writeShort(1);
        out.writeShort(records.answers());
        out.writeShort(records.authority());
        out.writeShort(records.additional() + (edns.isPresent() ? 1 : 0));
        asked.name().write(out);
        out.writeShort(asked.type());
        out.writeShort(asked.dnsClass());
        records.write(out, reply.age());
        if (edns.isPresent()) {
            opt(edns.get(), reply.rcode(), out);
        }
    }

    private int limit(DnsRequest.Question asked) {
        return switch (asked.over()) {
            case TCP -> STREAM;
            case UDP -> asked.edns().isPresent() ? Math.clamp(asked.edns().get().udpSize(), PLAIN_DATAGRAM, ourDatagram) : PLAIN_DATAGRAM;
        };
    }

    private static ByteBuf header(DnsHeader asked, int rcode, int flags, ByteBuf out) {
        out.writeShort(asked.id());
        out.writeShort(QR | RA | flags | (asked.opcode() << 11) | (asked.recursionDesired() ? RD : 0) | (asked.checkingDisabled() ? CD : 0) | (rcode & 15));
        return out;
    }

    /** The upper bits of the code are in the OPT record, and the DO bit is repeated (RFC 6891 section 6.1.3, RFC 3225 section 3). */
    private void opt(Edns asked, int rcode, ByteBuf out) {
        out.writeByte(0);
        out.writeShort(Type.OPT);
        out.writeShort(ourDatagram);
        out.writeByte(rcode >> 4);
        out.writeByte(0);
        out.writeShort(asked.dnssecOk() ? 0x8000 : 0);
        out.writeShort(0);
    }
}
