package dev.lamplighter.dns.packet;

import dev.lamplighter.model.Reason;
import java.util.Optional;

/** A message that deserves an answer. */
public sealed interface DnsRequest {

    DnsHeader header();

    /** What it came over. */
    Transport over();

    Optional<Edns> edns();

    /** One standard query. */
    record Question(DnsHeader header, Transport over, DnsName name, int type, int dnsClass, Optional<Edns> edns) implements DnsRequest {

        public boolean dnssecOk() {
            return edns.isPresent() && edns.get().dnssecOk();
        }
    }

    /** A header that can be answered before a rest that cannot: {@code rcode} is FORMERR or NOTIMP. */
    record Refusable(DnsHeader header, Transport over, int rcode, Reason reason) implements DnsRequest {

        @Override
        public Optional<Edns> edns() {
            return Optional.empty();
        }
    }
}
