package dev.lamplighter.dns.service;

import dev.lamplighter.model.Bytes;
import java.util.function.Predicate;
import org.xbill.DNS.Rcode;

/**
 * Tells the answer to one upstream query from everything else that arrives: QR, opcode, id and question must agree (RFC 5452 section 9.1).
 * An old server's complaint about the query carries no question; only such an error may lack it.
 */
final class ExpectedAnswer implements Predicate<Bytes> {

    private static final int HEADER = 12;
    private static final int COUNTS = 4;
    private static final int TYPE_AND_CLASS = 4;

    private final Bytes query;
    private final int nameEnd;

    /** {@code nameLength}: octets of the name in {@code query}. */
    ExpectedAnswer(Bytes query, int nameLength) {
        this.query = query;
        this.nameEnd = HEADER + nameLength;
    }

    @Override
    public boolean test(Bytes answer) {
        if (answer.length() < HEADER || answer.at(0) != query.at(0) || answer.at(1) != query.at(1) || (answer.at(2) & 0xf8) != 0x80) {
            return false;
        }
        int questions = answer.at(COUNTS) << 8 | answer.at(COUNTS + 1);
        if (questions == 0) {
            int rcode = answer.at(3) & 15;
            return rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP;
        }
        return questions == 1 && hasQuestion(answer);
    }

    /**
     * Whether {@code answer}, which was accepted, spells the name as it was sent. One that does not may be forged, or its server careless; a
     * stream tells.
     */
    boolean isSpelledAsSent(Bytes answer) {
        for (int i = HEADER; i < Math.min(nameEnd, answer.length()); i++) {
            if (answer.at(i) != query.at(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasQuestion(Bytes answer) {
        if (answer.length() < nameEnd + TYPE_AND_CLASS) {
            return false;
        }
        for (int i = HEADER; i < nameEnd; i++) {
            if (lower(answer.at(i)) != lower(query.at(i))) {
                return false;
            }
        }
        for (int i = nameEnd; i < nameEnd + TYPE_AND_CLASS; i++) {
            if (answer.at(i) != query.at(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
    }
}
