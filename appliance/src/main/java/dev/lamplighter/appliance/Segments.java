package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Origin;
import dev.lamplighter.appliance.settings.SegmentSettings;
import dev.lamplighter.appliance.settings.SegmentSettings.SubnetSettings;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.net.Interfaces.Assigned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Fills in what segments leave open from the interfaces of this host. */
final class Segments {

    private final Function<String, Optional<List<Assigned>>> interfaces;
    private final Predicate<DhcpMode> dnsServed;
    /** What was chosen among the addresses of an interface. */
    private final Map<String, Ip4> served = new HashMap<>();

    /** {@code interfaces} gives the addresses of an interface; {@code dnsServed} whether our DNS answers on a segment of a mode. */
    Segments(Function<String, Optional<List<Assigned>>> interfaces, Predicate<DhcpMode> dnsServed) {
        this.interfaces = interfaces;
        this.dnsServed = dnsServed;
    }

    List<Segment> resolve(List<SegmentSettings> written) throws CannotStart {
        List<Segment> segments = new ArrayList<>();
        for (SegmentSettings segment : written) {
            segments.add(resolve(segment));
        }
        return segments;
    }

    /** The machines that the segments reserve addresses for. */
    static List<Machine> reserved(List<SegmentSettings> written) {
        return written.stream().flatMap(segment -> segment.subnets().stream()).flatMap(subnet -> subnet.reservations().stream()).toList();
    }

    private Segment resolve(SegmentSettings written) throws CannotStart {
        String name = written.interfaceName();
        Optional<List<Assigned>> found = interfaces.apply(name);
        if (found.isEmpty()) {
            throw new CannotStart(where(written.origin(), "interface") + "this host has no interface " + name + "; it has "
                    + String.join(", ", Interfaces.names()) + ": name one of them");
        }
        List<Assigned> assigned = found.get();
        if (assigned.isEmpty()) {
            throw new CannotStart(where(written.origin(), "interface") + name + " has no IPv4 address: give it one (ip address add 192.168.1.2/24 dev "
                    + name + ")");
        }
        Ip4 advertise = written.advertise().orElseGet(() -> first(name, assigned));
        if (written.advertise().isPresent() && assigned.stream().noneMatch(own -> own.address().equals(advertise))) {
            throw new CannotStart(where(written.origin(), "advertise") + advertise + " is not an address of " + name + "; it has "
                    + String.join(", ", assigned.stream().map(own -> own.address().toString()).toList()) + ": name one of them, or add it to the interface");
        }
        Optional<Subnet> onLink = assigned.stream().map(Assigned::subnet).filter(subnet -> subnet.contains(advertise)).findFirst();
        List<SubnetPlan> plans = new ArrayList<>();
        for (SubnetSettings subnet : written.subnets()) {
            plans.add(plan(subnet, advertise, onLink, written));
        }
        return new Segment(name, advertise, onLink, written.dhcp(), plans);
    }

    /** The address that is served already, as long as the interface has it: another one beside it is no reason to move. */
    private Ip4 first(String name, List<Assigned> assigned) {
        Ip4 chosen = Optional.ofNullable(served.get(name)).filter(before -> assigned.stream().anyMatch(own -> own.address().equals(before)))
                .orElseGet(() -> assigned.getFirst().address());
        served.put(name, chosen);
        return chosen;
    }

    private SubnetPlan plan(SubnetSettings written, Ip4 advertise, Optional<Subnet> onLink, SegmentSettings segment) throws CannotStart {
        Optional<Subnet> known = written.subnet().or(() -> onLink);
        if (known.isEmpty()) {
            throw new CannotStart(where(written.origin(), "subnet") + "the advertised address " + advertise + " is in no subnet of "
                    + segment.interfaceName() + ": say which `subnet` the pool is in");
        }
        Subnet subnet = known.get();
        Optional<Ip4Range> outside = written.pools().stream().filter(pool -> !(subnet.contains(pool.first()) && subnet.contains(pool.last()))).findFirst();
        if (outside.isPresent()) {
            throw new CannotStart(where(written.origin(), "pool") + "the pool " + outside.get() + " is not in the subnet " + subnet
                    + ": change one of them");
        }
        for (Machine machine : written.reservations()) {
            if (machine.addressIn(subnet).isEmpty()) {
                throw new CannotStart(where(written.origin(), "reservations") + machine.id() + "'s address is not in the subnet " + subnet + ": change it");
            }
        }
        boolean ours = subnet.contains(advertise);
        List<Ip4> routers = written.routers().orElse(ours ? List.of(advertise) : List.of());
        List<Ip4> dns = written.dns().orElse(dnsServed.test(segment.dhcp()) ? List.of(advertise) : List.of());
        return new SubnetPlan(subnet, written.pools(), written.times(), routers, dns, written.domain(), written.extras(), written.bootp());
    }

    private static String where(Origin origin, String key) {
        return origin.where() + ": " + (origin instanceof Origin.Flag ? "" : key + ": ");
    }
}
