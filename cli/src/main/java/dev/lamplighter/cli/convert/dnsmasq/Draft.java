package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings in the making: what was said so far, by section. Mutable, and used by one translation only. */
final class Draft {

    /** What DHCP does on a segment. */
    enum Mode { FULL, PROXY, EXISTING, OFF }

    /** A machine with an address of its own, which all its interfaces share; {@code tags} are those that dnsmasq set for it. */
    record Reservation(List<Mac> macs, Ip4 address, Optional<String> hostname, Set<String> tags, Map<String, Object> options) {}

    /** Addresses that are leased alike. */
    static final class SubnetDraft {

        final Optional<Subnet> subnet;
        final List<Ip4Range> pools = new ArrayList<>();
        final List<Reservation> reservations = new ArrayList<>();
        final Map<String, Object> options = new LinkedHashMap<>();
        Duration lease = Duration.ofHours(1);
        Optional<Duration> t1 = Optional.empty();
        Optional<Duration> t2 = Optional.empty();
        Optional<List<String>> routers = Optional.empty();
        Optional<List<String>> dns = Optional.empty();
        Optional<String> domain = Optional.empty();
        List<String> search = List.of();
        List<String> ntp = List.of();
        boolean bootp;

        SubnetDraft(Optional<Subnet> subnet) {
            this.subnet = subnet;
        }

        /** Whether {@code address} lies in it, as far as is known: the interface's own subnet may be any. */
        boolean mayHold(Ip4 address) {
            return subnet.isEmpty() || subnet.get().contains(address);
        }
    }

    /** One interface that is served. */
    static final class SegmentDraft {

        final String interfaceName;
        final List<SubnetDraft> subnets = new ArrayList<>();
        Mode mode = Mode.OFF;
        Optional<Ip4> advertise = Optional.empty();

        SegmentDraft(String interfaceName) {
            this.interfaceName = interfaceName;
        }

        SubnetDraft subnet(Optional<Subnet> wanted) {
            return subnets.stream().filter(known -> known.subnet.equals(wanted)).findFirst().orElseGet(() -> {
                var made = new SubnetDraft(wanted);
                subnets.add(made);
                return made;
            });
        }
    }

    final Map<String, SegmentDraft> segments = new LinkedHashMap<>();
    final Map<String, List<String>> records = new LinkedHashMap<>();
    final List<String> upstream = new ArrayList<>();
    final Map<String, String> bootFiles = new TreeMap<>();
    final Map<String, Object> tftp = new LinkedHashMap<>();
    Optional<String> bootName = Optional.empty();
    Optional<String> bootUrl = Optional.empty();
    Optional<Boolean> dnsEnabled = Optional.empty();
    boolean logQueries;
    boolean conflictCheck = true;

    SegmentDraft segment(String interfaceName) {
        return segments.computeIfAbsent(interfaceName, SegmentDraft::new);
    }

    /** Every subnet of every segment. */
    Stream<SubnetDraft> subnets() {
        return segments.values().stream().flatMap(segment -> segment.subnets.stream());
    }

    /** Every declared machine. */
    Stream<Reservation> reservations() {
        return subnets().flatMap(subnet -> subnet.reservations.stream());
    }
}
