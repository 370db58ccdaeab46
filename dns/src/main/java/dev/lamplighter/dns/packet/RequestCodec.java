package dev.lamplighter.dns.packet;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Reason;
import java.util.Optional;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Reads what clients send. A query is one uncompressed name, so this needs no general parser and allocates little; answers, which do, are
 * read by {@link MessageCodec}. Total: what has no header, or is itself an answer, is malformed and must not be answered.
 */
public final class RequestCodec {

    static final int HEADER = 12;
    private static final int FIXED_RECORD = 10;

    private static final Decoded<DnsRequest> SHORT = malformed("dns-short", "shorter than a DNS header");
    private static final Decoded<DnsRequest> ANSWER = malformed("dns-not-a-question", "a DNS answer where a question belongs");
    private static final Reason OPCODE = new Reason("dns-opcode", "an operation other than QUERY");
    private static final Reason COUNTS = new Reason("dns-counts", "a query has one question and no answers (RFC 9619)");
    private static final Reason NAME = new Reason("dns-name", "the name asked for is malformed");
    private static final Reason CUT = new Reason("dns-cut-off", "the message ends too early");
    private static final Reason OPT = new Reason("dns-opt", "more than one OPT record, or one with a name (RFC 6891 section 6.1.1)");
    private static final Reason TRAILING = new Reason("dns-trailing", "octets after the end of the message");

    private RequestCodec() {}

    public static Decoded<DnsRequest> decode(Bytes octets, Transport over) {
        if (octets.length() < HEADER) {
            return SHORT;
        }
        int flags = octets.at(2);
        if ((flags & 0x80) != 0) {
            return ANSWER;
        }
        var header = new DnsHeader(u16(octets, 0), flags >> 3 & 15, (flags & 1) != 0, (octets.at(3) & 0x10) != 0);
        if (header.opcode() != Opcode.QUERY) {
            return refusable(header, over, Rcode.NOTIMP, OPCODE);
        }
        if (u16(octets, 4) != 1 || u16(octets, 6) != 0 || u16(octets, 8) != 0) {
            return refusable(header, over, Rcode.FORMERR, COUNTS);
        }
        int end = endOfName(octets, HEADER);
        if (end < 0) {
            return refusable(header, over, Rcode.FORMERR, NAME);
        }
        if (end + 4 > octets.length()) {
            return refusable(header, over, Rcode.FORMERR, CUT);
        }
        var name = new DnsName(octets.slice(HEADER, end).toArray(), 0);
        return additional(octets, end + 4, header, over, name, u16(octets, end), u16(octets, end + 2));
    }

    private static Decoded<DnsRequest> additional(
            Bytes octets, int from, DnsHeader header, Transport over, DnsName name, int type, int dnsClass) {
        Optional<Edns> edns = Optional.empty();
        int at = from;
        for (int left = u16(octets, 10); left > 0; left--) {
            int fixed = endOfOwner(octets, at);
            if (fixed < 0 || fixed + FIXED_RECORD > octets.length()) {
                return refusable(header, over, Rcode.FORMERR, CUT);
            }
            int next = fixed + FIXED_RECORD + u16(octets, fixed + 8);
            if (next > octets.length()) {
                return refusable(header, over, Rcode.FORMERR, CUT);
            }
            if (u16(octets, fixed) == Type.OPT) {
                if (edns.isPresent() || fixed != at + 1) {
                    return refusable(header, over, Rcode.FORMERR, OPT);
                }
                edns = Optional.of(new Edns(u16(octets, fixed + 2), octets.at(fixed + 5), (octets.at(fixed + 6) & 0x80) != 0));
            }
            at = next;
        }
        if (at != octets.length()) {
            return refusable(header, over, Rcode.FORMERR, TRAILING);
        }
        return new Decoded.Message<>(new DnsRequest.Question(header, over, name, type, dnsClass, edns));
    }

    /** Where the uncompressed name at {@code from} ends; -1 where it is none. */
    private static int endOfName(Bytes octets, int from) {
        int at = from;
        while (at < octets.length() && at - from < DnsName.LONGEST) {
            int label = octets.at(at);
            if (label == 0) {
                return at + 1;
            }
            if (label > DnsName.LONGEST_LABEL) {
                return -1;
            }
            at += 1 + label;
        }
        return -1;
    }

    /** As {@link #endOfName}, for a name that a pointer may end. */
    private static int endOfOwner(Bytes octets, int from) {
        int at = from;
        while (at < octets.length() && at - from < DnsName.LONGEST) {
            int label = octets.at(at);
            if (label == 0) {
                return at + 1;
            }
            if (label >= 0xc0) {
                return at + 2;
            }
            if (label > DnsName.LONGEST_LABEL) {
                return -1;
            }
            at += 1 + label;
        }
        return -1;
    }

    static int u16(Bytes octets, int at) {
        return octets.at(at) << 8 | octets.at(at + 1);
    }

    private static Decoded<DnsRequest> malformed(String code, String sentence) {
        return new Decoded.Malformed<>(new Reason(code, sentence));
    }

    private static Decoded<DnsRequest> refusable(DnsHeader header, Transport over, int rcode, Reason reason) {
        return new Decoded.Message<>(new DnsRequest.Refusable(header, over, rcode, reason));
    }
}
