package dev.lamplighter.dns.service;

import dev.lamplighter.dns.packet.DnsName;
import dev.lamplighter.dns.packet.Records;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.IpAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Type;

/**
 * Names of machines, both ways: each name with its addresses, and each address with the name that comes first. Immutable; whoever knows the
 * machines makes a new one when they change. Of two machines with one name or address the first keeps it.
 */
public final class NameTable {

    /** Others may remember a machine's name for this long. */
    public static final Duration TTL = Duration.ofSeconds(10);

    public static final NameTable EMPTY = new NameTable(List.of());

    private final Map<DnsName, Overrides.Addresses> forward = new HashMap<>();
    private final Map<DnsName, Records> back = new HashMap<>();

    /** A machine: its names, that of its addresses first, and its addresses. */
    public record Named(List<String> names, List<IpAddress> addresses) {
        public Named {
            names = List.copyOf(names);
            addresses = List.copyOf(addresses);
        }
    }

    /** Throws {@link IllegalArgumentException} with a sentence where a name is none. */
    public NameTable(List<Named> machines) {
        for (Named machine : machines) {
            if (machine.addresses().isEmpty() || machine.names().isEmpty()) {
                continue;
            }
            machine.names().forEach(name -> forward.putIfAbsent(DnsName.of(name), Overrides.Addresses.of(machine.addresses(), TTL.toSeconds())));
            var target = Bytes.owned(DnsName.of(machine.names().getFirst()).toArray());
            var pointer = Records.of(List.of(new Records.Own(Type.PTR, TTL.toSeconds(), target)));
            machine.addresses().forEach(address -> back.putIfAbsent(reverse(address), pointer));
        }
    }

    public boolean isEmpty() {
        return forward.isEmpty();
    }

    /** What is known of {@code type} for {@code name}; empty where the name is no machine's. */
    Optional<Records> find(DnsName name, int type) {
        Overrides.Addresses addresses = forward.get(name);
        if (addresses != null) {
            return Optional.of(addresses.of(type, false));
        }
        Records pointer = back.get(name);
        return Optional.ofNullable(pointer).map(known -> type == Type.PTR || type == Type.ANY ? known : Records.NONE);
    }

    /** The name below which an address is looked up (RFC 1035 section 3.5, RFC 3596 section 2.5). */
    static DnsName reverse(IpAddress address) {
        var text = new StringBuilder();
        switch (address) {
            case Ip4 four -> {
                for (int i = 3; i >= 0; i--) {
                    text.append(four.octets().at(i)).append('.');
                }
                text.append("in-addr.arpa");
            }
            case Ip6 six -> {
                for (int i = 15; i >= 0; i--) {
                    int octet = six.octets().at(i);
                    text.append(Character.forDigit(octet & 15, 16)).append('.').append(Character.forDigit(octet >> 4, 16)).append('.');
                }
                text.append("ip6.arpa");
            }
        }
        return DnsName.of(text.toString());
    }
}
