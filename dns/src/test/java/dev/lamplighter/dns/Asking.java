package dev.lamplighter.dns;

import dev.lamplighter.dns.packet.DnsName;
import dev.lamplighter.dns.packet.DnsRequest;
import dev.lamplighter.dns.packet.RequestCodec;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xbill.DNS.Type;

/** A question in the making, immutable: what a client sends, octet by octet. */
public record Asking(String name, int type, int dnsClass, int id, boolean recursion, boolean checkingDisabled, int ednsSize, int ednsVersion, boolean dnssecOk, Transport over) {

    public static Asking ask(String name) {
        return new Asking(name, Type.A, 1, 0x1234, true, false, 0, 0, false, Transport.UDP);
    }

    public static Asking ask(String name, String type) {
        return ask(name).type(Type.value(type));
    }

    public Asking type(int other) {
        return new Asking(name, other, dnsClass, id, recursion, checkingDisabled, ednsSize, ednsVersion, dnssecOk, over);
    }

    public Asking dnsClass(int other) {
        return new Asking(name, type, other, id, recursion, checkingDisabled, ednsSize, ednsVersion, dnssecOk, over);
    }

    public Asking id(int other) {
        return new Asking(name, type, dnsClass, other, recursion, checkingDisabled, ednsSize, ednsVersion, dnssecOk, over);
    }

    public Asking withoutRecursion() {
        return new Asking(name, type, dnsClass, id, false, checkingDisabled, ednsSize, ednsVersion, dnssecOk, over);
    }

    public Asking edns(int size) {
        return new Asking(name, type, dnsClass, id, recursion, checkingDisabled, size, ednsVersion, dnssecOk, over);
    }

    public Asking ednsVersion(int version) {
        return new Asking(name, type, dnsClass, id, recursion, checkingDisabled, 1232, version, dnssecOk, over);
    }

    public Asking wantingDnssec() {
        return new Asking(name, type, dnsClass, id, recursion, checkingDisabled, 1232, ednsVersion, true, over);
    }

    public Asking overTcp() {
        return new Asking(name, type, dnsClass, id, recursion, checkingDisabled, ednsSize, ednsVersion, dnssecOk, Transport.TCP);
    }

    public byte[] octets() {
        byte[] wireName = DnsName.of(name).toArray();
        var out = ByteBuffer.allocate(512);
        out.putShort((short) id).putShort((short) ((recursion ? 0x100 : 0) | (checkingDisabled ? 0x10 : 0)));
        out.putShort((short) 1).putInt(0).putShort((short) (ednsSize > 0 ? 1 : 0));
        out.put(wireName).putShort((short) type).putShort((short) dnsClass);
        if (ednsSize > 0) {
            out.put((byte) 0).putShort((short) Type.OPT).putShort((short) ednsSize).put((byte) 0).put((byte) ednsVersion);
            out.putShort((short) (dnssecOk ? 0x8000 : 0)).putShort((short) 0);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    public Bytes bytes() {
        return Bytes.owned(octets());
    }

    /** The question as the codec reads it. */
    public DnsRequest.Question question() {
        if (RequestCodec.decode(bytes(), over) instanceof Decoded.Message<DnsRequest>(DnsRequest.Question question)) {
            return question;
        }
        throw new AssertionError("not a question: " + this);
    }
}
