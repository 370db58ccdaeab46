package dev.lamplighter.dns.packet;

import dev.lamplighter.model.Reason;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Rcode;

/**
 * An answer before it is fitted to one client: its code, its records and the seconds they have aged since they were learned.
 * {@code reason} says why an answer is an error, where it was our decision.
 */
public record DnsReply(int rcode, boolean authoritative, Records records, long age, Source source, Optional<Reason> reason) {

    /** Nobody's records and a code that says why. */
    public static DnsReply refusal(int rcode, Reason reason) {
        return new DnsReply(rcode, false, Records.NONE, 0, Source.NONE, Optional.of(reason));
    }

    public boolean failed() {
        return rcode == Rcode.SERVFAIL;
    }

    /** Where an answer came from. */
    public enum Source {
        OVERRIDE, CACHE, UPSTREAM, NONE;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** As events spell it. */
        public String word() {
            return word;
        }
    }
}
