package dev.lamplighter.dns.service;

import dev.lamplighter.dns.packet.DnsName;
import dev.lamplighter.dns.packet.Records;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Type;

/**
 * Names that we answer ourselves, each with everything below it, by whole labels; of two that hold a name the longer one counts. {@code #} is
 * every name; a name without addresses does not exist. This is what dnsmasq's {@code --address=/name/ip} means.
 */
public final class Overrides {

    private static final String EVERY_NAME = "#";

    private final Map<DnsName, Addresses> byName = new HashMap<>();

    /** Throws {@link IllegalArgumentException} with a sentence where a name is none. */
    public Overrides(Map<String, List<IpAddress>> addresses, Duration ttl) {
        addresses.forEach((name, its) -> byName.put(DnsName.of(name.equals(EVERY_NAME) ? "." : name), Addresses.of(its, ttl.toSeconds())));
    }

    /** The records for this very name; empty where only one above it is ours, or none. */
    Optional<Addresses> exactly(DnsName name) {
        return byName.isEmpty() ? Optional.empty() : Optional.ofNullable(byName.get(name));
    }

    /** The records for {@code name}; empty where it is not ours. */
    public Optional<Addresses> find(DnsName name) {
        Optional<DnsName> at = byName.isEmpty() ? Optional.empty() : Optional.of(name);
        while (at.isPresent()) {
            Addresses found = byName.get(at.get());
            if (found != null) {
                return Optional.of(found);
            }
            at = at.get().parent();
        }
        return Optional.empty();
    }

    /** The addresses of one override as records, ready to be written. */
    public record Addresses(Records four, Records six, Records both) {

        static Addresses of(List<IpAddress> addresses, long ttl) {
            var four = new ArrayList<Records.Own>();
            var six = new ArrayList<Records.Own>();
            for (IpAddress address : addresses) {
                switch (address) {
                    case Ip4 ip -> four.add(new Records.Own(Type.A, ttl, ip.octets()));
                    case Ip6 ip -> six.add(new Records.Own(Type.AAAA, ttl, ip.octets()));
                }
            }
            var both = new ArrayList<>(four);
            both.addAll(six);
            return new Addresses(Records.of(four), Records.of(six), Records.of(both));
        }

        /** Whether the name does not exist. */
        boolean none() {
            return both.answers() == 0;
        }

        /** What is known of {@code type}; nothing for all but addresses, so that the family that was not given is never asked for elsewhere. */
        Records of(int type, boolean everything) {
            return switch (type) {
                case Type.A -> four;
                case Type.AAAA -> six;
                case Type.ANY -> everything ? both : four.answers() > 0 ? four : six;
                default -> Records.NONE;
            };
        }
    }

    /** A single HINFO that says that ANY is not answered in full (RFC 8482 section 4.2). */
    static Records minimalAny(Duration ttl) {
        var says = Bytes.hex("07" + Bytes.utf8("RFC8482").toHex() + "00");
        return Records.of(List.of(new Records.Own(Type.HINFO, ttl.toSeconds(), says)));
    }
}
