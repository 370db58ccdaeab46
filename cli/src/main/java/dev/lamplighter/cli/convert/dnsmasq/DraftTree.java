package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.convert.dnsmasq.Draft.Mode;
import dev.lamplighter.cli.convert.dnsmasq.Draft.Reservation;
import dev.lamplighter.cli.convert.dnsmasq.Draft.SegmentDraft;
import dev.lamplighter.cli.convert.dnsmasq.Draft.SubnetDraft;
import dev.lamplighter.model.Mac;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link Draft} as the sections and keys of docs/settings.md. What is as the default is not said. */
final class DraftTree {

    private final Map<String, Object> root = new LinkedHashMap<>();

    private DraftTree() {}

    static Map<String, Object> of(Draft draft) {
        var tree = new DraftTree();
        if (!draft.segments.isEmpty()) {
            tree.root.put("segments", draft.segments.values().stream().map(DraftTree::segment).toList());
        }
        if (!draft.conflictCheck) {
            tree.put("dhcp", "conflict-check", false);
        }
        draft.bootName.ifPresent(name -> tree.put("boot", "name", name));
        draft.bootUrl.ifPresent(url -> tree.put("boot", "url", url));
        if (!draft.bootFiles.isEmpty()) {
            tree.put("boot", "files", new LinkedHashMap<>(draft.bootFiles));
        }
        draft.tftp.forEach((key, value) -> tree.put("tftp", key, value));
        draft.dnsEnabled.ifPresent(enabled -> tree.put("dns", "enabled", enabled));
        if (!draft.upstream.isEmpty()) {
            tree.put("dns", "upstream", oneOrAll(draft.upstream));
        }
        if (draft.logQueries) {
            tree.put("dns", "log-queries", true);
        }
        if (!draft.records.isEmpty()) {
            var records = new LinkedHashMap<String, Object>();
            draft.records.forEach((name, addresses) -> records.put(name, oneOrAll(addresses)));
            tree.put("dns", "records", records);
        }
        return tree.root;
    }

    @SuppressWarnings("unchecked")
    private void put(String section, String key, Object value) {
        ((Map<String, Object>) root.computeIfAbsent(section, _ -> new LinkedHashMap<String, Object>())).put(key, value);
    }

    private static Map<String, Object> segment(SegmentDraft draft) {
        var segment = new LinkedHashMap<String, Object>();
        segment.put("interface", draft.interfaceName);
        draft.advertise.ifPresent(address -> segment.put("advertise", address.toString()));
        segment.put("dhcp", switch (draft.mode) {
            case FULL -> "full";
            case PROXY -> "proxy";
            case EXISTING -> "existing-dhcp";
            case OFF -> "off";
        });
        if (draft.mode == Mode.PROXY) {
            segment.put("answer", "all");
        }
        if (draft.mode == Mode.FULL) {
            segment.put("subnets", draft.subnets.stream().map(DraftTree::subnet).toList());
        }
        return segment;
    }

    private static Map<String, Object> subnet(SubnetDraft draft) {
        var subnet = new LinkedHashMap<String, Object>();
        draft.subnet.ifPresent(known -> subnet.put("subnet", known.toString()));
        if (!draft.pools.isEmpty()) {
            subnet.put("pool", oneOrAll(draft.pools.stream().map(Object::toString).toList()));
        }
        subnet.put("lease", time(draft.lease));
        draft.t1.ifPresent(time -> subnet.put("t1", time(time)));
        draft.t2.ifPresent(time -> subnet.put("t2", time(time)));
        draft.routers.ifPresent(routers -> subnet.put("router", oneOrAll(routers)));
        draft.dns.ifPresent(servers -> subnet.put("dns", oneOrAll(servers)));
        draft.domain.ifPresent(domain -> subnet.put("domain", domain));
        if (!draft.search.isEmpty()) {
            subnet.put("search", oneOrAll(draft.search));
        }
        if (!draft.ntp.isEmpty()) {
            subnet.put("ntp", oneOrAll(draft.ntp));
        }
        if (!draft.options.isEmpty()) {
            subnet.put("options", draft.options);
        }
        if (draft.bootp) {
            subnet.put("bootp", true);
        }
        if (!draft.reservations.isEmpty()) {
            subnet.put("reservations", draft.reservations.stream().map(DraftTree::reservation).toList());
        }
        return subnet;
    }

    private static Map<String, Object> reservation(Reservation machine) {
        var reservation = new LinkedHashMap<String, Object>();
        reservation.put("mac", oneOrAll(machine.macs().stream().map(Mac::toString).toList()));
        reservation.put("address", machine.address().toString());
        machine.hostname().ifPresent(name -> reservation.put("hostname", name));
        if (!machine.options().isEmpty()) {
            reservation.put("options", machine.options());
        }
        return reservation;
    }

    private static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }

    /** In the largest unit that fits. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
