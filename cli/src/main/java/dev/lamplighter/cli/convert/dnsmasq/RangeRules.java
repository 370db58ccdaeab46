package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.convert.dnsmasq.Draft.Mode;
import dev.lamplighter.cli.convert.dnsmasq.Draft.SegmentDraft;
import dev.lamplighter.cli.convert.dnsmasq.Draft.SubnetDraft;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.net.Interfaces.Assigned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code interface}, {@code listen-address} and {@code dhcp-range}: the segments, what DHCP does on each, and their pools. */
final class RangeRules {

    private static final String GUESS = "eth0";

    private final Draft draft;
    private final HostFacts host;
    private final Remarks remarks;
    private final Optional<String> chosen;
    private final Set<String> named = new LinkedHashSet<>();
    private final Set<SubnetDraft> timed = new HashSet<>();
    private final Map<String, List<SubnetDraft>> tagged = new HashMap<>();
    private boolean guessed;

    /** {@code chosen} is the interface that the user says is meant where dnsmasq's options name none. */
    RangeRules(Draft draft, HostFacts host, Remarks remarks, Optional<String> chosen) {
        this.draft = draft;
        this.host = host;
        this.remarks = remarks;
        this.chosen = chosen;
    }

    /** Subnets by the tag that dnsmasq sets for their clients. */
    Map<String, List<SubnetDraft>> tagged() {
        return Map.copyOf(tagged);
    }

    void read(Lines lines) {
        lines.take("interface").forEach(this::name);
        Set<String> without = new HashSet<>();
        lines.take("no-dhcp-interface", "no-dhcpv4-interface").forEach(line -> without.addAll(line.fields()));
        // Ranges that name their netmask come first: others may lie in the same subnet.
        lines.take("dhcp-range").stream().sorted(Comparator.comparing(line -> mask(Ip4.NONE, afterFirst(line.fields())).isEmpty())).forEach(line -> range(line, without));
        named.stream().filter(name -> !draft.segments.containsKey(name)).forEach(draft::segment);
        if (draft.segments.isEmpty()) {
            draft.segment(anywhere("the settings need an interface"));
        }
        lines.take("listen-address").forEach(this::listen);
    }

    private void name(Line line) {
        for (String name : line.fields()) {
            if (name.equals("lo")) {
                remarks.itself(line, "this host itself is always answered");
            } else if (name.contains("*") || name.contains(":")) {
                remarks.lost(line, "an interface is named in full: name each in segments");
            } else {
                named.add(name);
            }
        }
    }

    private void range(Line line, Set<String> without) {
        List<String> fields = new ArrayList<>(line.fields());
        var tags = new ArrayList<String>();
        var only = new ArrayList<String>();
        while (!fields.isEmpty() && Ip4.parse(fields.getFirst()).isEmpty()) {
            String field = fields.removeFirst();
            if (field.startsWith("tag:")) {
                only.add(field.substring(4));
            } else if (field.startsWith("interface:")) {
                only.add(field.substring("interface:".length()));
                named.add(only.getLast());
            } else if (field.contains("::")) {
                remarks.lost(line, "IPv6 addresses are not leased");
                return;
            } else {
                tags.add(field.replaceFirst("^(set|net):", ""));
            }
        }
        Optional<Ip4> first = fields.isEmpty() ? Optional.empty() : Ip4.parse(fields.removeFirst());
        Optional<String> foreign = only.stream().filter(tag -> !named.contains(tag)).findFirst();
        if (first.isEmpty() || foreign.isPresent()) {
            remarks.lost(line, first.isEmpty() ? "has no IPv4 address to begin with"
                    : "a pool is for every client of its subnet, not for those with the tag " + foreign.get() + ": declare these machines with addresses of their own");
            return;
        }
        Optional<String> on = only.stream().findFirst();
        String second = fields.isEmpty() ? "static" : fields.removeFirst();
        Optional<Subnet> mask = mask(first.get(), fields);
        SegmentDraft segment = draft.segment(on.orElseGet(() -> interfaceOf(line, first.get())));
        if (without.contains(segment.interfaceName)) {
            remarks.lost(line, "no-dhcp-interface forbids DHCP on " + segment.interfaceName);
            return;
        }
        if (second.equals("proxy")) {
            proxy(line, segment);
            return;
        }
        Optional<Ip4Range> pool = second.equals("static") ? Optional.empty() : Ip4Range.parse(first.get() + "-" + second);
        if (pool.isEmpty() && !second.equals("static")) {
            remarks.lost(line, "a pool is FIRST,LAST, and after it static or proxy are known");
            return;
        }
        if (segment.mode == Mode.PROXY) {
            remarks.lost(line, "a segment either leases addresses or is a proxy, and " + segment.interfaceName + " is a proxy by an earlier line: keep one of them");
            return;
        }
        segment.mode = Mode.FULL;
        SubnetDraft subnet = segment.subnet(mask.or(() -> known(segment, first.get())));
        tags.forEach(tag -> tagged.computeIfAbsent(tag, _ -> new ArrayList<>()).add(subnet));
        pool.ifPresent(range -> pool(line, subnet, range));
        lease(line, subnet, fields);
    }

    private void pool(Line line, SubnetDraft subnet, Ip4Range pool) {
        Optional<Ip4Range> twice = draft.subnets().flatMap(each -> each.pools.stream()).filter(other -> other.contains(pool.first()) || pool.contains(other.first())).findFirst();
        if (twice.isPresent()) {
            remarks.lost(line, "shares addresses with the pool " + twice.get());
        } else if (!subnet.mayHold(pool.first()) || !subnet.mayHold(pool.last())) {
            remarks.lost(line, "its addresses are not all in the subnet " + subnet.subnet.orElseThrow() + ": check its netmask");
        } else {
            subnet.pools.add(pool);
        }
    }

    private void lease(Line line, SubnetDraft subnet, List<String> rest) {
        Optional<String> said = rest.stream().filter(LeaseTime::is).findFirst();
        Optional<Duration> time = said.flatMap(LeaseTime::parse);
        Duration lease = time.orElse(Duration.ofHours(1));
        if (timed.add(subnet)) {
            subnet.lease = lease;
        } else if (!subnet.lease.equals(lease)) {
            remarks.look(line, "a subnet has one lease time; the one of an earlier line is kept: " + DraftTree.time(subnet.lease));
        }
        if (said.filter("infinite"::equals).isPresent()) {
            remarks.look(line, "a lease without an end lasts " + DraftTree.time(LeaseTime.LONGEST) + " here");
        }
    }

    private void proxy(Line line, SegmentDraft segment) {
        if (segment.mode == Mode.FULL) {
            remarks.lost(line, "a segment either leases addresses or is a proxy, and " + segment.interfaceName + " leases addresses by an earlier line: keep one of them");
            return;
        }
        segment.mode = Mode.PROXY;
        remarks.look(line, "answer: all tells every machine that asks, as dnsmasq does; without it only machines that a group could select are told");
    }

    /** What may follow the two ends of a range. */
    private static List<String> afterFirst(List<String> fields) {
        List<String> from = fields.stream().dropWhile(field -> Ip4.parse(field).isEmpty()).skip(2).toList();
        return new ArrayList<>(from);
    }

    private static Optional<Subnet> mask(Ip4 first, List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            Optional<Ip4> mask = Ip4.parse(fields.get(i));
            if (mask.isPresent()) {
                int prefix = Integer.bitCount(mask.get().bits());
                boolean whole = prefix == 0 ? mask.get().bits() == 0 : mask.get().bits() == -1 << (32 - prefix);
                return whole && prefix > 0 ? Optional.of(new Subnet(first, prefix)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The subnet of {@code segment}'s interface that an address lies in, if this host has that interface. */
    private Optional<Subnet> known(SegmentDraft segment, Ip4 address) {
        return host.addresses().getOrDefault(segment.interfaceName, List.of()).stream().map(Assigned::subnet).filter(subnet -> subnet.contains(address)).findFirst()
                .or(() -> segment.subnets.stream().flatMap(each -> each.subnet.stream()).filter(subnet -> subnet.contains(address)).findFirst());
    }

    private String interfaceOf(Line line, Ip4 address) {
        Optional<String> here = host.addresses().entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(own -> own.subnet().contains(address))).map(Map.Entry::getKey)
                .filter(name -> named.isEmpty() || named.contains(name)).findFirst();
        if (named.size() == 1) {
            return named.iterator().next();
        }
        if (here.isPresent() && (chosen.isEmpty() || !named.isEmpty())) {
            return here.get();
        }
        if (named.isEmpty()) {
            return anywhere(line.written());
        }
        String first = named.iterator().next();
        remarks.look(line, "dnsmasq finds its interface by address, and none of this host has one there: " + first + " is a guess");
        return first;
    }

    private String anywhere(String what) {
        if (chosen.isEmpty() && !guessed) {
            guessed = true;
            remarks.look(what, "no line names an interface, and none of this host has an address there: " + GUESS + " is a guess; name yours with --interface");
        }
        return chosen.orElse(GUESS);
    }

    private void listen(Line line) {
        for (String field : line.fields()) {
            Optional<Ip4> address = Ip4.parse(field);
            if (address.filter(Ip4::isLoopback).isPresent()) {
                remarks.itself(line, "this host itself is always answered");
                continue;
            }
            Optional<SegmentDraft> segment = address.flatMap(own -> draft.segments.values().stream().filter(each -> isOn(each, own)).findFirst());
            if (segment.isEmpty()) {
                remarks.lost(line, "a segment is named by its interface: name the one that has this address in segments");
            } else {
                segment.get().advertise = address;
            }
        }
    }

    private boolean isOn(SegmentDraft segment, Ip4 address) {
        return host.addresses().getOrDefault(segment.interfaceName, List.of()).stream().anyMatch(own -> own.address().equals(address))
                || segment.subnets.stream().flatMap(each -> each.subnet.stream()).anyMatch(subnet -> subnet.contains(address));
    }
}
