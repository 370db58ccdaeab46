package dev.lamplighter.dns.packet;

import dev.lamplighter.model.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;

/**
 * The records of an answer in wire form, as they stand behind the question. Names are compressed against the question, so that an answer
 * repeats the spelling that was asked. The lifetimes can be counted down while writing.
 */
public final class Records {

    public static final Records NONE = new Records(0, 0, 0, new byte[0], new int[0]);

    /** A pointer to the name in the question. */
    private static final int ASKED_NAME = 0xc000 | RequestCodec.HEADER;

    private final int answers;
    private final int authority;
    private final int additional;
    private final byte[] octets;
    private final int[] lifetimes;

    /** {@code lifetimes} are the places in {@code octets} that hold a TTL. */
    Records(int answers, int authority, int additional, byte[] octets, int[] lifetimes) {
        this.answers = answers;
        this.authority = authority;
        this.additional = additional;
        this.octets = octets;
        this.lifetimes = lifetimes;
    }

    /** Answers of class IN that belong to the name asked for. */
    public static Records of(List<Own> own) {
        var out = new DNSOutput();
        var lifetimes = new ArrayList<Integer>();
        for (Own one : own) {
            out.writeU16(ASKED_NAME);
            out.writeU16(one.type());
            out.writeU16(DClass.IN);
            lifetimes.add(out.current());
            out.writeU32(one.ttlSeconds());
            out.writeU16(one.data().length());
            out.writeByteArray(one.data().toArray());
        }
        return new Records(own.size(), 0, 0, out.toByteArray(), lifetimes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** A record whose owner is the name asked for. */
    public record Own(int type, long ttlSeconds, Bytes data) {}

    /** Octets on the wire. */
    public int length() {
        return octets.length;
    }

    public int answers() {
        return answers;
    }

    public int authority() {
        return authority;
    }

    public int additional() {
        return additional;
    }

    /** Writes the records with {@code age} seconds taken off every TTL. */
    void write(ByteBuf out, long age) {
        int from = out.writerIndex();
        out.writeBytes(octets);
        if (age > 0) {
            for (int at : lifetimes) {
                out.setInt(from + at, (int) Math.max(0, out.getInt(from + at) - age));
            }
        }
    }

    /** Where the TTLs stand in {@code message}, whose records begin at {@code from}; counted from there. */
    static int[] lifetimesIn(byte[] message, int from, int records) {
        int[] found = new int[records];
        int at = from;
        for (int i = 0; i < records; i++) {
            while (message[at] > 0) {
                at += 1 + message[at];
            }
            at += message[at] == 0 ? 1 : 2;
            found[i] = at + 4 - from;
            at += 10 + ((message[at + 8] & 0xff) << 8 | (message[at + 9] & 0xff));
        }
        return found;
    }
}
