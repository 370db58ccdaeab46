package dev.lamplighter.cli.leases;

import dev.lamplighter.cli.leases.Brought.Entry;
import dev.lamplighter.cli.leases.Brought.Reading;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code kea-leases4.csv}, Kea's memfile: journals, each with a heading; the last row of an address counts. */
final class KeaLeases {

    private static final List<String> NEEDED = List.of("address", "hwaddr", "client_id", "valid_lifetime", "expire", "hostname", "state");
    private static final String ASSIGNED = "0";

    private KeaLeases() {}

    static Brought read(String text) {
        var reading = new Reading();
        List<String> lines = List.of(text.split("\r?\n", -1));
        List<String> heading = List.of();
        Map<String, Entry> last = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = List.of(lines.get(i).split(",", -1));
            if (i == 0 || cells.getFirst().equals("address")) {
                heading = cells;
                if (!heading.containsAll(NEEDED)) {
                    reading.refused(i + 1, "is not the heading of Kea's leases for IPv4 (address,hwaddr,client_id,…)");
                    return reading.all();
                }
            } else if (!lines.get(i).isBlank()) {
                row(heading, cells, i + 1, last, reading);
            }
        }
        last.values().forEach(reading::lease);
        return reading.all();
    }

    private static void row(List<String> heading, List<String> cells, int line, Map<String, Entry> last, Reading reading) {
        if (cells.size() < heading.size()) {
            reading.refused(line, "has fewer columns than the heading");
            return;
        }
        String address = cells.get(heading.indexOf("address"));
        last.remove(address);
        if (!cells.get(heading.indexOf("state")).equals(ASSIGNED) || cells.get(heading.indexOf("valid_lifetime")).equals("0")) {
            return;
        }
        Optional<Ip4> ip = Ip4.parse(address);
        Optional<Mac> mac = Mac.parse(cells.get(heading.indexOf("hwaddr")));
        String expire = cells.get(heading.indexOf("expire"));
        if (ip.isEmpty() || mac.isEmpty() || !expire.matches("\\d{1,12}")) {
            reading.refused(line, ip.isEmpty() ? "is of no IPv4 address" : mac.isEmpty() ? "has no hardware address" : "has no end that could be read");
            return;
        }
        last.put(address, new Entry(line, ip.get(), mac.get(), Brought.client(Brought.octets(cells.get(heading.indexOf("client_id"))), mac.get()),
                Brought.hostname(cells.get(heading.indexOf("hostname"))), Instant.ofEpochSecond(Long.parseLong(expire))));
    }
}
