package dev.lamplighter.dhcp.packet;

import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Which options of a packet go where: into the options field, with its end mark, and where that is full into {@code file} and {@code sname}
 * (option overload, RFC 2132 section 9.3), whose value is empty where they carry no options.
 */
record OptionLayout(Bytes main, Bytes file, Bytes sname) {

    /** The shortest message we send. */
    static final int SHORTEST = 300;

    private static final int LONGEST_PART = 255;
    private static final int OVERLOAD_OPTION = 3;

    static OptionLayout of(DhcpPacket packet, int limit) {
        var first = new ArrayList<Bytes>();
        var last = new ArrayList<Bytes>();
        packet.options().forEach(option -> (option.code() == DhcpCodec.AGENT_INFORMATION ? last : first).add(parts(option)));

        int room = limit - DhcpCodec.OPTIONS - 1;
        int pinned = size(last);
        if (pinned > room) {
            last.clear();
            pinned = 0;
        }
        var main = new Field(room - pinned);
        var file = new Field(0);
        var sname = new Field(0);
        if (size(first) > room - pinned && (packet.file().isEmpty() || packet.sname().isEmpty())) {
            main = new Field(room - pinned - OVERLOAD_OPTION);
            file = new Field(packet.file().isEmpty() ? DhcpPacket.FILE - 1 : 0);
            sname = new Field(packet.sname().isEmpty() ? DhcpPacket.SNAME - 1 : 0);
        }
        for (Bytes option : first) {
            if (!main.take(option) && !file.take(option)) {
                sname.take(option);
            }
        }
        int overload = (file.isEmpty() ? 0 : DhcpCodec.OVERLOAD_FILE) | (sname.isEmpty() ? 0 : DhcpCodec.OVERLOAD_SNAME);
        if (overload != 0) {
            main.append(Bytes.of((byte) DhcpCodec.OVERLOAD, (byte) 1, (byte) overload));
        }
        last.forEach(main::append);
        return new OptionLayout(main.ended(), file.isEmpty() ? Bytes.EMPTY : file.ended(), sname.isEmpty() ? Bytes.EMPTY : sname.ended());
    }

    private static int size(List<Bytes> options) {
        return options.stream().mapToInt(Bytes::length).sum();
    }

    /** An option on the wire; a value of more than 255 octets is several options of one code in a row (RFC 3396 section 5). */
    private static Bytes parts(DhcpOption option) {
        Bytes value = OptionValues.encode(option);
        var wire = new ByteArrayOutputStream(value.length() + 2);
        int at = 0;
        do {
            int next = Math.min(value.length(), at + LONGEST_PART);
            wire.write(option.code());
            wire.write(next - at);
            wire.writeBytes(value.slice(at, next).toArray());
            at = next;
        } while (at < value.length());
        return Bytes.owned(wire.toByteArray());
    }

    /** One field that is being filled. */
    private static final class Field {

        private final int room;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        Field(int room) {
            this.room = room;
        }

        boolean take(Bytes option) {
            if (octets.size() + option.length() > room) {
                return false;
            }
            append(option);
            return true;
        }

        void append(Bytes option) {
            octets.writeBytes(option.toArray());
        }

        boolean isEmpty() {
            return octets.size() == 0;
        }

        Bytes ended() {
            octets.write(DhcpCodec.END);
            return Bytes.owned(octets.toByteArray());
        }
    }
}
