package dev.lamplighter.appliance.settings;

import dev.lamplighter.appliance.settings.SegmentSettings.SubnetSettings;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.LeaseTimes;
import dev.lamplighter.model.Segment.DhcpMode;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.model.SubnetPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code segments}, or the one segment that {@code interface} is short for. */
final class SegmentReader {

    private static final Set<String> SEGMENT = Set.of("interface", "advertise", "dhcp", "subnets", "answer", "ra", "secure");
    private static final Set<String> SUBNET = Set.of("subnet", "pool", "lease", "min-lease", "max-lease", "t1", "t2", "router", "dns", "domain", "search",
            "ntp", "options", "bootp", "reservations");
    private static final List<Key> SHORT = List.of(Keys.ADVERTISE, Keys.DHCP_MODE, Keys.DHCP_SUBNET, Keys.DHCP_POOL, Keys.DHCP_LEASE,
            Keys.DHCP_ROUTER, Keys.DHCP_DNS, Keys.DHCP_DOMAIN, Keys.DHCP_ANSWER, Keys.DHCP_RA);
    private static final List<Key> FULL_ONLY = List.of(Keys.DHCP_SUBNET, Keys.DHCP_LEASE, Keys.DHCP_ROUTER, Keys.DHCP_DNS, Keys.DHCP_DOMAIN);

    private final Merged merged;
    private final Reservations reservations = new Reservations();

    SegmentReader(Merged merged) {
        this.merged = merged;
    }

    List<SegmentSettings> segments() throws SettingsException {
        Optional<Tree> tree = merged.tree(Keys.SEGMENTS_KEY);
        boolean brief = !merged.get(Keys.INTERFACE).text().isBlank();
        for (Key key : SHORT) {
            if (merged.isSet(key) && !brief) {
                throw SettingsException.at(merged.get(key).origin(), key.path(), "belongs to `interface`, which is not set: "
                        + (tree.isPresent() ? "say it inside `segments`" : "add `interface: NAME`"));
            }
        }
        if (tree.isPresent() && brief) {
            throw SettingsException.at(merged.get(Keys.INTERFACE).origin(), "interface", "is short for one segment, and `segments` ("
                    + tree.get().origin().where() + ") is there too: keep one of them");
        }
        List<SegmentSettings> all = brief ? List.of(shortSegment()) : tree.isPresent() ? listed(tree.get()) : List.of();
        var names = new HashSet<String>();
        for (SegmentSettings segment : all) {
            if (!names.add(segment.interfaceName())) {
                throw SettingsException.at(segment.origin(), "segments", "interface " + segment.interfaceName() + " is in two segments: merge them");
            }
        }
        return all;
    }

    private SegmentSettings shortSegment() throws SettingsException {
        Given name = merged.get(Keys.INTERFACE);
        DhcpMode mode = mode(merged.get(Keys.DHCP_MODE), "dhcp.mode");
        Optional<Subnet> written = Values.optional(merged.get(Keys.DHCP_SUBNET), "dhcp.subnet", Subnet::parse, "a subnet such as 192.168.1.0/24");
        var subnet = new SubnetSettings(written,
                pools(Optional.of(merged.get(Keys.DHCP_POOL)).filter(given -> !given.text().isBlank()), written, mode, "dhcp.pool"),
                LeaseTimes.of(Values.duration(merged.get(Keys.DHCP_LEASE), "dhcp.lease")),
                list(Keys.DHCP_ROUTER), list(Keys.DHCP_DNS),
                Optional.of(merged.get(Keys.DHCP_DOMAIN).text()).filter(text -> !text.isBlank()), SubnetPlan.Extras.NONE, false, List.of(), name.origin());
        for (Key key : FULL_ONLY) {
            if (mode != DhcpMode.FULL && merged.isSet(key) && !merged.get(key).text().isBlank()) {
                throw onlyFull(merged.get(key).origin(), key.path(), mode);
            }
        }
        needPool(mode, List.of(subnet), name.origin(), "dhcp.pool");
        return new SegmentSettings(name.text(), Values.optional(merged.get(Keys.ADVERTISE), "advertise", Ip4::parse, "an IPv4 address"), mode,
                mode == DhcpMode.FULL ? List.of(subnet) : List.of(),
                SegmentBoot.of(Optional.of(merged.get(Keys.DHCP_ANSWER)), Optional.of(merged.get(Keys.DHCP_RA)), Optional.empty(), "dhcp."), name.origin());
    }

    private Optional<List<Ip4>> list(Key key) throws SettingsException {
        return merged.isSet(key) ? Optional.of(Values.ip4List(merged.get(key), key.path())) : Optional.empty();
    }

    private List<SegmentSettings> listed(Tree tree) throws SettingsException {
        List<SegmentSettings> all = new ArrayList<>();
        for (Section fields : Section.listed(tree, "segments", SEGMENT)) {
            Given name = fields.given("interface").orElseThrow(() -> SettingsException.at(fields.origin(), "segments", "a segment needs `interface`"));
            Optional<Given> advertise = fields.given("advertise");
            Optional<Given> modeGiven = fields.given("dhcp");
            DhcpMode mode = modeGiven.isPresent() ? mode(modeGiven.get(), "dhcp") : DhcpMode.PROXY;
            List<SubnetSettings> subnets = new ArrayList<>();
            if (fields.tree("subnets").isPresent()) {
                for (Section subnet : Section.listed(fields.tree("subnets").get(), "subnets", SUBNET)) {
                    subnets.add(subnet(subnet, mode));
                }
                if (mode != DhcpMode.FULL) {
                    throw onlyFull(fields.all().get("subnets").at(), "subnets", mode);
                }
            }
            refuseTwice(subnets);
            needPool(mode, subnets, fields.origin(), "subnets");
            all.add(new SegmentSettings(name.text(), advertise.isPresent() ? Optional.of(Values.ip4(advertise.get(), "advertise")) : Optional.empty(),
                    mode, subnets, SegmentBoot.of(fields.given("answer"), fields.given("ra"), fields.given("secure"), ""), fields.origin()));
        }
        return all;
    }

    private SubnetSettings subnet(Section fields, DhcpMode mode) throws SettingsException {
        Optional<Given> written = fields.given("subnet");
        Optional<Subnet> subnet = written.isPresent() ? Optional.of(Values.subnet(written.get(), "subnet")) : Optional.empty();
        return new SubnetSettings(subnet, pools(fields.list("pool"), subnet, mode, "pool"), LeaseTimesReader.in(fields),
                list(fields, "router"), list(fields, "dns"), fields.given("domain").map(Given::text), extras(fields),
                fields.given("bootp").isPresent() && Values.truth(fields.given("bootp").get(), "bootp"), reservations.in(fields, subnet), fields.origin());
    }

    private static SubnetPlan.Extras extras(Section fields) throws SettingsException {
        Optional<Given> search = fields.list("search");
        return new SubnetPlan.Extras(search.isPresent() ? Values.domains(search.get(), "search") : List.of(), list(fields, "ntp").orElse(List.of()),
                ExtraOptions.ofSubnet(fields), Reservations.options(fields));
    }

    private static Optional<List<Ip4>> list(Section fields, String name) throws SettingsException {
        Optional<Given> given = fields.list(name);
        return given.isPresent() ? Optional.of(Values.ip4List(given.get(), name)) : Optional.empty();
    }

    private static List<Ip4Range> pools(Optional<Given> given, Optional<Subnet> subnet, DhcpMode mode, String key) throws SettingsException {
        if (given.isEmpty()) {
            return List.of();
        }
        if (mode != DhcpMode.FULL) {
            throw onlyFull(given.get().origin(), key, mode);
        }
        List<Ip4Range> pools = Values.ranges(given.get(), key);
        for (int i = 0; i < pools.size(); i++) {
            Ip4Range pool = pools.get(i);
            if (subnet.isPresent() && !(subnet.get().contains(pool.first()) && subnet.get().contains(pool.last()))) {
                throw SettingsException.at(given.get().origin(), key, pool + " is not in the subnet " + subnet.get() + ": change one of them");
            }
            Optional<Ip4Range> twice = pools.subList(0, i).stream().filter(other -> other.contains(pool.first()) || pool.contains(other.first())).findFirst();
            if (twice.isPresent()) {
                throw SettingsException.at(given.get().origin(), key, pool + " and " + twice.get() + " have addresses in common: take them apart");
            }
        }
        return pools;
    }

    private static SettingsException onlyFull(Origin origin, String key, DhcpMode mode) {
        return SettingsException.at(origin, key, "addresses are leased only with dhcp: full, and here it is " + mode.key()
                + ": set it to full, or take this away");
    }

    /** Of one segment: a subnet that was left open is the interface's, so two of those are the same as well. */
    private static void refuseTwice(List<SubnetSettings> subnets) throws SettingsException {
        var seen = new HashSet<Optional<Subnet>>();
        for (SubnetSettings subnet : subnets) {
            if (!seen.add(subnet.subnet())) {
                throw SettingsException.at(subnet.origin(), "subnets", (subnet.subnet().isPresent() ? "the subnet " + subnet.subnet().get()
                        : "the interface's own subnet") + " is there twice in this segment: merge them");
            }
        }
    }

    private static void needPool(DhcpMode mode, List<SubnetSettings> subnets, Origin origin, String key) throws SettingsException {
        if (mode == DhcpMode.FULL && subnets.stream().allMatch(subnet -> subnet.pools().isEmpty() && subnet.reservations().isEmpty())) {
            throw SettingsException.at(origin, key, "dhcp: full needs addresses to lease: give a pool such as 192.168.1.100-192.168.1.199, or reservations");
        }
    }

    private static DhcpMode mode(Given given, String key) throws SettingsException {
        return Values.parse(given, key, text -> Arrays.stream(DhcpMode.values()).filter(mode -> mode.key().equals(text)).findFirst(),
                "one of proxy, full, existing-dhcp, off");
    }
}
