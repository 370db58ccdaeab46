package dev.lamplighter.dns.service;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** How long an answer may be remembered: its shortest TTL; if it says that there is nothing, as long as the zone's SOA allows (RFC 2308 section 5). */
final class Lifetime {

    private final Duration longest;
    private final Duration longestNegative;

    Lifetime(Duration longest, Duration longestNegative) {
        this.longest = longest;
        this.longestNegative = longestNegative;
    }

    /** Zero where the answer must not be remembered. */
    Duration of(Message answer, int askedType) {
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return Duration.ZERO;
        }
        long shortest = longest.toSeconds();
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
            for (Record record : answer.getSection(section)) {
                if (record.getType() != Type.OPT) {
                    shortest = Math.min(shortest, seconds(record));
                }
            }
        }
        if (rcode == Rcode.NOERROR && answers(answer.getSection(Section.ANSWER), askedType)) {
            return Duration.ofSeconds(shortest);
        }
        long negative = 0;
        for (Record record : answer.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                negative = Math.min(soa.getMinimum(), longestNegative.toSeconds());
            }
        }
        return Duration.ofSeconds(Math.min(shortest, negative));
    }

    private static boolean answers(List<Record> records, int askedType) {
        return records.stream().anyMatch(record -> record.getType() == askedType || askedType == Type.ANY);
    }

    /** A TTL with the top bit set counts as zero (RFC 2181 section 8). */
    private static long seconds(Record record) {
        return record.getTTL() > Integer.MAX_VALUE ? 0 : record.getTTL();
    }
}
