package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.leases.Brought.Entry;
import dev.lamplighter.cli.leases.Brought.Reading;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.store.lease.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code dnsmasq.leases}: a line for each lease, {@code END MAC ADDRESS NAME CLIENT}, with {@code *} for none and an end of 0 for never. */
final class DnsmasqLeases {

    private static final String NONE = "*";

    private DnsmasqLeases() {}

    static Brought read(String text) {
        var reading = new Reading();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                read(line.strip(), number, reading);
            }
        }
        return reading.all();
    }

    private static void read(String line, int number, Reading reading) {
        List<String> words = List.of(line.split("\\s+", -1));
        if (words.getFirst().equals("duid") || (words.size() > 2 && words.get(2).contains(":"))) {
            reading.refused(number, "is of IPv6");
            return;
        }
        Optional<Mac> mac = words.size() < 5 ? Optional.empty() : Mac.parse(words.get(1).replaceFirst("^01-", ""));
        Optional<Ip4> address = words.size() < 5 ? Optional.empty() : Ip4.parse(words.get(2));
        if (mac.isEmpty() || address.isEmpty() || !words.getFirst().matches("\\d{1,12}")) {
            reading.refused(number, "is no lease of dnsmasq's: expected END MAC ADDRESS NAME CLIENT");
            return;
        }
        long end = Long.parseLong(words.getFirst());
        reading.lease(new Entry(number, address.get(), mac.get(), Brought.client(Brought.octets(words.get(4)), mac.get()), Brought.hostname(words.get(3)),
                end == 0 ? Instant.MAX : Instant.ofEpochSecond(end)));
    }

    /** A lease as dnsmasq writes it. */
    static String line(Lease lease) {
        String client = lease.client().value().toHex().replaceAll("(..)(?=.)", "$1:");
        return String.join(" ", Long.toString(lease.expires().getEpochSecond()), lease.mac().toString(), lease.address().toString(), lease.hostname().orElse(NONE),
                client.isEmpty() ? NONE : client);
    }
}
