package dev.lamplighter.dns.packet;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Reason;
import java.io.IOException;
import java.util.Arrays;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Whole messages, as upstream servers speak them. Total in both directions; dnsjava knows the record types. */
public final class MessageCodec {

    private static final int LARGEST = 65535;

    private MessageCodec() {}

    public static Decoded<Message> decode(Bytes octets) {
        try {
            return new Decoded.Message<>(new Message(octets.toArray()));
        } catch (IOException | RuntimeException unreadable) {
            return new Decoded.Malformed<>(new Reason("dns-unreadable", "not a DNS message: " + unreadable.getMessage()));
        }
    }

    /** The question as we ask it upstream: the asker's spelling and flags, our {@code id}, and with {@code ourDatagram} above 0 an OPT record. */
    public static Decoded<Bytes> question(DnsRequest.Question asked, int id, int ourDatagram) {
        try {
            Message message = Message.newQuery(Record.newRecord(new Name(asked.name().toArray()), asked.type(), asked.dnsClass()));
            message.getHeader().setID(id);
            if (!asked.header().recursionDesired()) {
                message.getHeader().unsetFlag(Flags.RD);
            }
            if (asked.header().checkingDisabled()) {
                message.getHeader().setFlag(Flags.CD);
            }
            if (ourDatagram > 0) {
                message.addRecord(new OPTRecord(ourDatagram, 0, 0, asked.dnssecOk() ? 0x8000 : 0), Section.ADDITIONAL);
            }
            return new Decoded.Message<>(Bytes.owned(message.toWire()));
        } catch (IOException | RuntimeException unspeakable) {
            return new Decoded.Malformed<>(new Reason("dns-unspeakable", "cannot be asked upstream: " + unspeakable.getMessage()));
        }
    }

    /** The records of {@code message} without what belongs to one hop only (OPT, TSIG, SIG(0)), compressed against {@code asked}. */
    public static Decoded<Records> records(Message message, DnsRequest.Question asked) {
        try {
            var kept = new Message(0);
            kept.addRecord(Record.newRecord(new Name(asked.name().toArray()), asked.type(), asked.dnsClass()), Section.QUESTION);
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
                for (Record record : message.getSection(section)) {
                    if (!isOfOneHop(record)) {
                        kept.addRecord(section == Section.AUTHORITY && record instanceof SOARecord soa ? negative(soa) : record, section);
                    }
                }
            }
            byte[] wire = kept.toWire();
            int from = RequestCodec.HEADER + asked.name().length() + 4;
            if (wire.length > LARGEST) {
                return new Decoded.Malformed<>(new Reason("dns-too-long", "the answer has more than 65535 octets"));
            }
            var header = kept.getHeader();
            int answers = header.getCount(Section.ANSWER);
            int authority = header.getCount(Section.AUTHORITY);
            int additional = header.getCount(Section.ADDITIONAL);
            return new Decoded.Message<>(new Records(answers, authority, additional, Arrays.copyOfRange(wire, from, wire.length),
                    Records.lifetimesIn(wire, from, answers + authority + additional)));
        } catch (IOException | RuntimeException unspeakable) {
            return new Decoded.Malformed<>(new Reason("dns-unspeakable", "cannot be passed on: " + unspeakable.getMessage()));
        }
    }

    /** The SOA that says for how long there is nothing: never longer than its minimum (RFC 2308 section 3). */
    private static Record negative(SOARecord soa) {
        return new SOARecord(soa.getName(), soa.getDClass(), Math.min(soa.getTTL(), Math.min(soa.getMinimum(), Integer.MAX_VALUE)), soa.getHost(),
                soa.getAdmin(), soa.getSerial(), soa.getRefresh(), soa.getRetry(), soa.getExpire(), soa.getMinimum());
    }

    private static boolean isOfOneHop(Record record) {
        return switch (record.getType()) {
            case Type.OPT, Type.TSIG, Type.TKEY -> true;
            case Type.SIG -> record.getName().equals(Name.root);
            default -> false;
        };
    }
}
