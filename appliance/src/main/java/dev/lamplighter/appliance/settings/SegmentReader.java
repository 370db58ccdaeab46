package dev.lamplighter.appliance.settings;

import dev.lamplighter.appliance.settings.SegmentSettings.SubnetSettings;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment.DhcpMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code segments}, or the one segment that {@code interface} is short for. */
final class SegmentReader {

    private static final Set<String> SEGMENT = Set.of("interface", "advertise", "dhcp", "subnets");
    private static final Set<String> SUBNET = Set.of("subnet", "pool", "lease", "router", "dns", "domain", "reservations");
    private static final Set<String> RESERVATION = Set.of("mac", "address", "hostname");
    private static final List<Key> SHORT = List.of(Keys.ADVERTISE, Keys.DHCP_MODE, Keys.DHCP_SUBNET, Keys.DHCP_POOL, Keys.DHCP_LEASE,
            Keys.DHCP_ROUTER, Keys.DHCP_DNS, Keys.DHCP_DOMAIN);

    private final Merged merged;

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
        var subnet = new SubnetSettings(
                Values.optional(merged.get(Keys.DHCP_SUBNET), "dhcp.subnet", dev.lamplighter.model.Subnet::parse, "a subnet such as 192.168.1.0/24"),
                pool(Optional.of(merged.get(Keys.DHCP_POOL)).filter(given -> !given.text().isBlank()), mode, "dhcp.pool"),
                Values.duration(merged.get(Keys.DHCP_LEASE), "dhcp.lease"),
                list(Keys.DHCP_ROUTER), list(Keys.DHCP_DNS),
                Optional.of(merged.get(Keys.DHCP_DOMAIN).text()).filter(text -> !text.isBlank()), List.of(), name.origin());
        needPool(mode, List.of(subnet), name.origin(), "dhcp.pool");
        return new SegmentSettings(name.text(), Values.optional(merged.get(Keys.ADVERTISE), "advertise", Ip4::parse, "an IPv4 address"), mode,
                mode == DhcpMode.FULL ? List.of(subnet) : List.of(), name.origin());
    }

    private Optional<List<Ip4>> list(Key key) throws SettingsException {
        return merged.isSet(key) ? Optional.of(Values.ip4List(merged.get(key), key.path())) : Optional.empty();
    }

    private List<SegmentSettings> listed(Tree tree) throws SettingsException {
        List<SegmentSettings> all = new ArrayList<>();
        for (Fields fields : sections(tree, "segments", SEGMENT)) {
            Given name = fields.given("interface").orElseThrow(() -> SettingsException.at(fields.origin(), "segments", "a segment needs `interface`"));
            Optional<Given> advertise = fields.given("advertise");
            Optional<Given> modeGiven = fields.given("dhcp");
            DhcpMode mode = modeGiven.isPresent() ? mode(modeGiven.get(), "dhcp") : DhcpMode.PROXY;
            List<SubnetSettings> subnets = new ArrayList<>();
            if (fields.tree("subnets").isPresent()) {
                for (Fields subnet : sections(fields.tree("subnets").get(), "subnets", SUBNET)) {
                    subnets.add(subnet(subnet, mode));
                }
            }
            needPool(mode, subnets, fields.origin(), "subnets");
            all.add(new SegmentSettings(name.text(), advertise.isPresent() ? Optional.of(Values.ip4(advertise.get(), "advertise")) : Optional.empty(),
                    mode, subnets, fields.origin()));
        }
        return all;
    }

    private static SubnetSettings subnet(Fields fields, DhcpMode mode) throws SettingsException {
        Optional<Given> subnet = fields.given("subnet");
        Optional<Given> lease = fields.given("lease");
        List<Machine> reservations = new ArrayList<>();
        if (fields.tree("reservations").isPresent()) {
            for (Fields reservation : sections(fields.tree("reservations").get(), "reservations", RESERVATION)) {
                reservations.add(reservation(reservation));
            }
        }
        return new SubnetSettings(subnet.isPresent() ? Optional.of(Values.subnet(subnet.get(), "subnet")) : Optional.empty(),
                pool(fields.given("pool"), mode, "pool"),
                lease.isPresent() ? Values.duration(lease.get(), "lease") : Duration.ofMinutes(30),
                list(fields, "router"), list(fields, "dns"), fields.given("domain").map(Given::text), reservations, fields.origin());
    }

    private static Machine reservation(Fields fields) throws SettingsException {
        Given mac = fields.given("mac").orElseThrow(() -> SettingsException.at(fields.origin(), "reservations", "a reservation needs `mac`"));
        Given address = fields.given("address").orElseThrow(() -> SettingsException.at(fields.origin(), "reservations", "a reservation needs `address`"));
        Mac hardware = Values.parse(mac, "mac", Mac::parse, "a hardware address such as 52:54:00:a1:9c:ae");
        Optional<String> hostname = fields.given("hostname").map(Given::text);
        return new Machine(hostname.orElse(hardware.toString()), Set.of(hardware), Optional.empty(), hostname,
                List.of(Values.ip4(address, "address")), Labels.NONE);
    }

    private static Optional<List<Ip4>> list(Fields fields, String name) throws SettingsException {
        Optional<Given> given = fields.list(name);
        return given.isPresent() ? Optional.of(Values.ip4List(given.get(), name)) : Optional.empty();
    }

    private static Optional<dev.lamplighter.model.Ip4Range> pool(Optional<Given> given, DhcpMode mode, String key) throws SettingsException {
        if (given.isPresent() && mode != DhcpMode.FULL) {
            throw SettingsException.at(given.get().origin(), key, "addresses are leased only with dhcp: full, and here it is " + mode.key()
                    + ": set it to full, or take the pool away");
        }
        return given.isPresent() ? Optional.of(Values.range(given.get(), key)) : Optional.empty();
    }

    private static void needPool(DhcpMode mode, List<SubnetSettings> subnets, Origin origin, String key) throws SettingsException {
        if (mode == DhcpMode.FULL && subnets.stream().allMatch(subnet -> subnet.pool().isEmpty() && subnet.reservations().isEmpty())) {
            throw SettingsException.at(origin, key, "dhcp: full needs addresses to lease: give a pool such as 192.168.1.100-192.168.1.199, or reservations");
        }
    }

    private static DhcpMode mode(Given given, String key) throws SettingsException {
        return Values.parse(given, key, text -> Arrays.stream(DhcpMode.values()).filter(mode -> mode.key().equals(text)).findFirst(),
                "one of proxy, full, existing-dhcp, off");
    }

    private static List<Fields> sections(Tree tree, String what, Set<String> known) throws SettingsException {
        if (!(tree instanceof Tree.Items items)) {
            throw SettingsException.at(tree.origin(), what, "expected a list (lines that begin with `- `), found " + tree.described());
        }
        List<Fields> all = new ArrayList<>();
        for (Tree item : items.all()) {
            if (!(item instanceof Tree.Fields fields)) {
                throw SettingsException.at(item.origin(), what, "expected `key: value` lines, found " + item.described());
            }
            for (Tree.Field field : fields.all().values()) {
                if (!known.contains(field.name())) {
                    throw new SettingsException(field.at().where() + ": unknown key " + field.name() + " in " + what
                            + Meant.among(field.name(), known.stream().sorted()), 2);
                }
            }
            all.add(new Fields(fields.all(), fields.origin()));
        }
        return all;
    }

    /** The known keys of one section. */
    private record Fields(Map<String, Tree.Field> all, Origin origin) {

        Optional<Tree> tree(String name) {
            return Optional.ofNullable(all.get(name)).map(Tree.Field::value).filter(value -> !(value instanceof Tree.Leaf leaf && leaf.nothing()));
        }

        Optional<Given> given(String name) throws SettingsException {
            Optional<Tree> value = tree(name);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get() instanceof Tree.Leaf leaf) {
                return Optional.of(new Given(leaf.text(), leaf.origin()));
            }
            throw SettingsException.at(value.get().origin(), name, "expected a single value, found " + value.get().described());
        }

        Optional<Given> list(String name) throws SettingsException {
            if (tree(name).isPresent() && tree(name).get() instanceof Tree.Items items) {
                List<String> texts = new ArrayList<>();
                for (Tree item : items.all()) {
                    if (!(item instanceof Tree.Leaf leaf)) {
                        throw SettingsException.at(item.origin(), name, "expected a single value, found " + item.described());
                    }
                    texts.add(leaf.text());
                }
                return Optional.of(new Given(String.join(",", texts), items.origin()));
            }
            return given(name);
        }
    }
}
