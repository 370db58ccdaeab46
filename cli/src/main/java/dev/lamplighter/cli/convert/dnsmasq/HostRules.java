package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.convert.dnsmasq.Draft.Reservation;
import dev.lamplighter.cli.convert.dnsmasq.Draft.SegmentDraft;
import dev.lamplighter.cli.convert.dnsmasq.Draft.SubnetDraft;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.net.Interfaces.Assigned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code dhcp-host}: machines with an address of their own become reservations of the subnet that it lies in. */
final class HostRules {

    private static final Pattern HARDWARE = Pattern.compile("(?:\\d+-)?[0-9A-Fa-f*]{1,2}(?::[0-9A-Fa-f*]{1,2}){5,}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*");
    /** A client identifier that is hardware type 1 and a hardware address. */
    private static final Pattern ETHERNET_ID = Pattern.compile("id:0?1:([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5})");

    private final Draft draft;
    private final HostFacts host;
    private final Remarks remarks;

    HostRules(Draft draft, HostFacts host, Remarks remarks) {
        this.draft = draft;
        this.host = host;
        this.remarks = remarks;
    }

    /** The parts of one line. */
    private static final class Parts {
        final List<String> hardware = new ArrayList<>();
        final List<String> sixes = new ArrayList<>();
        final Set<String> tags = new HashSet<>();
        Optional<Ip4> address = Optional.empty();
        Optional<String> name = Optional.empty();
        Optional<String> identifier = Optional.empty();
        Optional<String> condition = Optional.empty();
        Optional<String> lease = Optional.empty();
        boolean ignored;
    }

    void read(Lines lines) {
        lines.take("dhcp-host").forEach(this::read);
        for (Line line : lines.take("dhcp-ignore")) {
            ignore(line);
        }
    }

    private void read(Line line) {
        Parts parts = parts(line.fields());
        Optional<String> wrong = trouble(parts);
        if (wrong.isPresent()) {
            remarks.lost(line, wrong.get());
            return;
        }
        List<Mac> macs = Stream.concat(parts.hardware.stream(), parts.identifier.stream()).flatMap(text -> Mac.parse(padded(text)).stream()).distinct().toList();
        Ip4 address = parts.address.orElseThrow();
        if (draft.reservations().anyMatch(other -> !Collections.disjoint(other.macs(), macs) || other.address().equals(address))) {
            remarks.lost(line, "an earlier line has the same hardware or the same address: give each machine its own");
            return;
        }
        Optional<SubnetDraft> subnet = subnetOf(address);
        if (subnet.isEmpty()) {
            remarks.lost(line, draft.subnets().findAny().isEmpty() ? "no line leases addresses (dhcp-range), so there is nothing to reserve"
                    : "lies in the subnet of no dhcp-range: add a subnet for it");
            return;
        }
        subnet.get().reservations.add(new Reservation(macs, address, parts.name, parts.tags, new LinkedHashMap<>()));
        List<String> left = leftOut(parts);
        if (!left.isEmpty()) {
            remarks.look(line, String.join(" and ", left) + " left out: a machine is known by its Ethernet addresses, and its address here is of IPv4");
        }
        parts.lease.filter(time -> !LeaseTime.parse(time).equals(Optional.of(subnet.get().lease)))
                .ifPresent(_ -> remarks.look(line, "its lease time is its subnet's: " + DraftTree.time(subnet.get().lease)));
    }

    /** What a machine that is in the settings has beside that; {@code id:*} says only what is so here anyway. */
    private static List<String> leftOut(Parts parts) {
        return Stream.of(parts.hardware.stream(), parts.identifier.stream().filter(text -> !text.equals("id:*")), parts.sixes.stream()).flatMap(each -> each)
                .filter(text -> Mac.parse(padded(text)).isEmpty()).toList();
    }

    private static Optional<String> trouble(Parts parts) {
        if (parts.ignored) {
            return Optional.of("nobody is passed over by name: with answer: known only declared machines are told where to boot from, and without a pool only these get an address");
        }
        if (parts.condition.isPresent()) {
            return Optional.of("a machine's address does not depend on tags (" + parts.condition.get() + "): reserve it in its subnet");
        }
        if (parts.hardware.stream().anyMatch(text -> text.contains("*"))) {
            return Optional.of("a machine is declared by its whole hardware address");
        }
        if (Stream.concat(parts.hardware.stream(), parts.identifier.stream()).noneMatch(text -> Mac.parse(padded(text)).isPresent())) {
            return Optional.of(parts.identifier.isPresent() ? "a machine is known by its hardware, not by its client identifier: write its hardware address"
                    : "a machine is known by its hardware, not by the name that it sends: write its hardware address");
        }
        if (parts.address.isEmpty()) {
            return Optional.of("a reservation needs an address: write one, or declare the machine in machines/NAME.yaml (docs/machines.md)");
        }
        return parts.name.filter(name -> !NAME.matcher(name).matches()).map(name -> "\"" + name + "\" is no name of a host");
    }

    private static Parts parts(List<String> fields) {
        var parts = new Parts();
        for (String field : fields) {
            var ethernet = ETHERNET_ID.matcher(field);
            if (ethernet.matches()) {
                parts.identifier = Optional.of(ethernet.group(1));
            } else if (field.startsWith("id:")) {
                parts.identifier = Optional.of(field);
            } else if (field.startsWith("set:") || field.startsWith("net:")) {
                parts.tags.add(field.substring(4));
            } else if (field.startsWith("tag:")) {
                parts.condition = Optional.of(field);
            } else if (HARDWARE.matcher(field).matches()) {
                parts.hardware.add(field);
            } else if (Ip4.parse(field).isPresent()) {
                parts.address = Ip4.parse(field);
            } else if (field.equals("ignore")) {
                parts.ignored = true;
            } else if (LeaseTime.is(field)) {
                parts.lease = Optional.of(field);
            } else if (field.startsWith("[")) {
                parts.sixes.add(field);
            } else if (!field.isEmpty()) {
                parts.name = Optional.of(field);
            }
        }
        return parts;
    }

    /** dnsmasq takes single digits ({@code 0:1e:…}) and a hardware type of 1 in front. */
    private static String padded(String hardware) {
        var octets = new ArrayList<String>();
        for (String octet : hardware.replaceFirst("^0?1-", "").toLowerCase(Locale.ROOT).split(":", -1)) {
            octets.add(octet.length() == 1 ? "0" + octet : octet);
        }
        return String.join(":", octets);
    }

    private Optional<SubnetDraft> subnetOf(Ip4 address) {
        return draft.subnets().filter(subnet -> subnet.subnet.filter(known -> known.contains(address)).isPresent()).findFirst()
                .or(() -> draft.segments.values().stream().filter(segment -> mayLieOn(segment, address))
                        .flatMap(segment -> segment.subnets.stream()).filter(subnet -> subnet.subnet.isEmpty()).findFirst());
    }

    /** Where this host does not have the interface, its own subnet may hold any address. */
    private boolean mayLieOn(SegmentDraft segment, Ip4 address) {
        List<Assigned> own = host.addresses().getOrDefault(segment.interfaceName, List.of());
        return own.isEmpty() || own.stream().anyMatch(each -> each.subnet().contains(address));
    }

    /** {@code dhcp-ignore=tag:!known}: only declared machines get addresses, which is a subnet without a pool. */
    private void ignore(Line line) {
        Condition condition = Condition.of(line.fields());
        boolean strangers = condition.wanted().isEmpty() && condition.unwanted().equals(List.of("known"));
        if (!strangers || draft.reservations().findAny().isEmpty()) {
            remarks.lost(line, "nobody is passed over by tags: with answer: known only declared machines are told where to boot from, and without a pool only these get an address");
            return;
        }
        draft.subnets().forEach(subnet -> subnet.pools.clear());
        draft.segments.values().forEach(segment -> segment.subnets.removeIf(subnet -> subnet.reservations.isEmpty()));
        remarks.look(line, "the pools are left out, so that only declared machines get addresses");
    }
}
