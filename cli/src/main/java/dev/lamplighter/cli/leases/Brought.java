package dev.lamplighter.cli.leases;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.store.lease.ClientId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a file of another server's holds: leases, and the lines that are none of ours. */
record Brought(List<Entry> leases, List<Refused> refused) {

    Brought {
        leases = List.copyOf(leases);
        refused = List.copyOf(refused);
    }

    /** A lease and the line where it begins. */
    record Entry(int line, Ip4 address, Mac mac, ClientId client, Optional<String> hostname, Instant expires) {}

    /** A line, and why it was passed over. */
    record Refused(int line, String why) {}

    /** Gathers both while a file is read. */
    static final class Reading {

        private final List<Entry> leases = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();

        void lease(Entry lease) {
            leases.add(lease);
        }

        void refused(int line, String why) {
            refused.add(new Refused(line, why));
        }

        Brought all() {
            return new Brought(leases, refused);
        }
    }

    /** The client that {@code identifier} (option 61) names, or its hardware where it sent none. */
    static ClientId client(Optional<Bytes> identifier, Mac mac) {
        return new ClientId(identifier.filter(value -> !value.isEmpty()).orElseGet(() -> Bytes.hex("01" + mac.octets().toHex())));
    }

    /** A name that can be a host's; anything else counts as none. */
    static Optional<String> hostname(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return Optional.of(name).filter(each -> each.length() <= 253 && each.matches("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*"));
    }

    /** Octets in pairs of hexadecimal digits, with colons or without; empty for anything else. */
    static Optional<Bytes> octets(String text) {
        String digits = text.replace(":", "");
        return digits.length() % 2 == 0 && digits.matches("[0-9A-Fa-f]+") ? Optional.of(Bytes.hex(digits)) : Optional.empty();
    }
}
