package dev.lamplighter.timeline;

import dev.lamplighter.model.Mac;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Dhcp;
import dev.lamplighter.model.event.BootEvent.Http;
import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.model.event.BootEvent.Tftp;
import dev.lamplighter.model.event.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Events to boots. A machine is known by its hardware address, which DHCP and the queries of scripts tell; its addresses are learned from DHCP, and
 * what comes from an address that nobody is known to have is kept by that address until a hardware address is said with it. The UUID only finds a
 * machine where nothing else does, as boards of one make may share one. Not safe for several threads.
 */
public final class Timeline {

    private static final String OTHER_SERVER = "dhcp-other-server-heard";
    private static final int DHCP_SERVER = 67;
    private static final Duration A_NEW_TRY = Duration.ofMinutes(2);
    private static final Duration A_NEW_BOOT = Duration.ofMinutes(10);
    private static final String TLS = "tls";
    private static final Duration MEANWHILE = Duration.ofMinutes(1);

    private final String instance;
    private final TimelineLimits limits;
    /** By hardware address or address, the one that was silent for the longest time in front. */
    private final Map<String, Station> stations = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Mac> owners;
    private final Map<UUID, Mac> uuids;
    /** Who was heard of since {@link #changed} was last asked. */
    private final Set<Station> heard = new LinkedHashSet<>();
    private final Refusals refusals = new Refusals();
    private final Causes causes = new Causes(refusals);
    private long boots;

    public Timeline(String instance, TimelineLimits limits) {
        this.instance = instance;
        this.limits = limits;
        this.owners = new Bounded<>(limits.addresses());
        this.uuids = new Bounded<>(limits.machines());
    }

    /** Whether an event can belong to a boot, or tell why one stopped. */
    public static boolean concerns(BootEvent event) {
        return switch (event) {
            case Dhcp _, Tftp _, BootEvent.Progress _, Http _, Notice _, BootEvent.BadPacket _, BootEvent.Rpc _ -> true;
            case BootEvent.Dns _, BootEvent.Router _, BootEvent.BadFile _, BootEvent.Change _ -> false;
        };
    }

    /** Takes in an event; events come in the order in which they were made. */
    public void hear(BootEvent event) {
        switch (event) {
            case Dhcp dhcp -> dhcp(dhcp);
            case Tftp tftp when isOurs(tftp.wire()) -> { }
            case Tftp tftp -> tftp(tftp);
            case BootEvent.Progress progress -> progress(progress);
            case Http http when isOurs(http.wire()) -> { }
            case Http http -> http(http);
            case Notice notice -> notice(notice);
            case BootEvent.BadPacket bad -> bad(bad);
            case BootEvent.Rpc rpc -> refusals.hear(rpc);
            case BootEvent.Dns _, BootEvent.Router _, BootEvent.BadFile _, BootEvent.Change _ -> { }
        }
    }

    /** Who asks from our own address is a person or a program of this host, and no machine. */
    private static boolean isOurs(Wire wire) {
        return wire.peer().getAddress() != null && wire.peer().getAddress().equals(wire.local().getAddress());
    }

    /** Every boot that is kept, as it stands at {@code now}, the one that began last in front. */
    public List<Boot> boots(Instant now) {
        return stations.values().stream().flatMap(station -> station.views(now, causes).stream()).sorted(Comparator.comparing(Boot::began).reversed()).toList();
    }

    /**
     * The boots that stand otherwise than when this was last asked, in no order. Looks at those of which something was heard since; with
     * {@code silentOnes} at every boot, as one may have been silent for too long.
     */
    public List<Boot> changed(Instant now, boolean silentOnes) {
        List<Boot> changed = (silentOnes ? stations.values() : heard).stream().flatMap(station -> station.news(now, causes)).toList();
        heard.clear();
        return changed;
    }

    private void dhcp(Dhcp event) {
        boolean plain = event.arch().isEmpty() && !event.ipxe();
        Step step = Reading.of(event, plain);
        if (plain && Optional.ofNullable(stations.get(event.mac().toString())).flatMap(Station::current).filter(track -> isSystems(track, step.at())).isEmpty()) {
            return;
        }
        Station station = station(event.mac().toString());
        Optional<Track> current = station.current();
        station.is(event.mac());
        event.uuid().ifPresent(uuid -> {
            station.is(uuid);
            uuids.put(uuid, event.mac());
        });
        event.address().map(Object::toString).or(() -> claimed(event)).ifPresent(address -> owns(station, event.mac(), address));
        Track track = current.filter(some -> !startsAnew(some, step, event.asked())).orElseGet(() -> begin(station, step));
        event.arch().filter(_ -> !event.ipxe()).ifPresent(track::says);
        track.add(step, step.at());
        if (Reading.endsAtDisk(event)) {
            track.finish();
        }
    }

    /** The address that another server gives: what the client asks that one for, or what it asks from. */
    private static Optional<String> claimed(Dhcp event) {
        if (event.asked().equals("DISCOVER")) {
            return Optional.empty();
        }
        if (Reading.isElsewhere(event) && event.wanted().isPresent()) {
            return event.wanted().map(Object::toString);
        }
        String peer = event.wire().peerAddress();
        return peer.equals("0.0.0.0") ? Optional.empty() : Optional.of(peer).filter(_ -> event.wire().peer().getPort() != DHCP_SERVER);
    }

    private static boolean isSystems(Track track, Instant at) {
        return track.stage().compareTo(Stage.KERNEL) >= 0 && at.isBefore(track.last().plus(A_NEW_BOOT));
    }

    private static boolean startsAnew(Track track, Step step, String asked) {
        Duration silent = Duration.between(track.last(), step.at());
        if (!asked.equals("DISCOVER")) {
            return silent.compareTo(A_NEW_BOOT) > 0;
        }
        return switch (step.stage()) {
            case FIRMWARE -> track.stage() != Stage.FIRMWARE || silent.compareTo(A_NEW_TRY) > 0;
            case IPXE -> track.stage().compareTo(Stage.KERNEL) >= 0 || track.isDone() || silent.compareTo(A_NEW_BOOT) > 0;
            case LOADER, SCRIPT, KERNEL, SYSTEM, CONFIG -> false;
        };
    }

    private void tftp(Tftp event) {
        Station station = byAddress(event.wire());
        Stage reached = station.current().map(Track::stage).orElse(Stage.FIRMWARE);
        if (Reading.isNone(event)) {
            station.current().ifPresent(track -> track.drop(event.file()));
        } else {
            add(station, Reading.of(event, reached), event.stamp().wall());
        }
        drop(station, event.wire());
    }

    /** Only of a machine that is known: what a transfer is for is told by what comes before it. */
    private void progress(BootEvent.Progress event) {
        known(event.wire()).filter(station -> station.current().filter(track -> !track.isDone()).isPresent())
                .ifPresent(station -> add(station, Reading.of(event, station.current().orElseThrow().stage()), event.stamp().wall()));
    }

    /** A machine in the middle of its boot that cannot agree with us about TLS does not take our certificate. */
    private void bad(BootEvent.BadPacket event) {
        event.reason().filter(reason -> reason.code().equals(TLS)).ifPresent(reason -> known(event.wire()).ifPresent(station ->
                station.current().filter(track -> !track.isDone() && event.stamp().wall().isBefore(track.last().plus(A_NEW_TRY))).ifPresent(track -> {
                    Stage stage = track.stage().compareTo(Stage.SCRIPT) < 0 ? Stage.SCRIPT : track.stage();
                    track.add(new Step(stage, Step.Result.FAILED, event.stamp().wall(), Duration.ZERO, "TLS handshake", 0, 0, 1, Optional.of(reason)), event.stamp().wall());
                    heard.add(station);
                })));
    }

    private void http(Http event) {
        Optional<Mac> said = event.labels().mac()
                .or(() -> event.labels().get("uuid").flatMap(Timeline::uuid).flatMap(uuid -> Optional.ofNullable(uuids.get(uuid))));
        Station station = said.map(mac -> byMac(mac, event.wire())).orElseGet(() -> byAddress(event.wire()));
        event.labels().get("uuid").flatMap(Timeline::uuid).filter(_ -> said.isPresent()).ifPresent(station::is);
        Stage reached = station.current().map(Track::stage).orElse(Stage.FIRMWARE);
        Reading.of(event, reached).ifPresent(step -> {
            Track track = add(station, step, event.stamp().wall());
            if (Reading.configures(step)) {
                track.finish();
            }
        });
        drop(station, event.wire());
    }

    /** What another DHCP server said counts for who is asking just now. */
    private void notice(Notice notice) {
        if (notice.code().equals(OTHER_SERVER)) {
            Instant now = notice.stamp().wall();
            stations.values().stream().flatMap(station -> station.current().stream())
                    .filter(track -> !track.isDone() && track.stage().compareTo(Stage.IPXE) <= 0 && now.isBefore(track.last().plus(MEANWHILE)))
                    .forEach(track -> track.heardOther(notice.sentence()));
        }
    }

    private Track add(Station station, Step step, Instant seen) {
        Track track = station.current().filter(some -> step.at().isBefore(some.last().plus(A_NEW_BOOT)))
                .filter(some -> !(some.isDone() && step.stage().compareTo(Stage.KERNEL) < 0))
                .orElseGet(() -> begin(station, step));
        track.add(step, seen);
        return track;
    }

    private Track begin(Station station, Step step) {
        return station.begin(instance + "-" + ++boots, step.stage(), step.at(), limits);
    }

    private Station station(String key) {
        Station station = stations.computeIfAbsent(key, _ -> new Station());
        heard.add(station);
        if (stations.size() > limits.machines()) {
            forget(stations.keySet().iterator().next());
        }
        return station;
    }

    private void forget(String key) {
        Station gone = stations.remove(key);
        if (gone != null) {
            heard.remove(gone);
        }
    }

    /** Who says a hardware address has it; but the address of another machine stays that one's, whatever is asked from there. */
    private Station byMac(Mac mac, Wire wire) {
        Station station = station(mac.toString());
        station.is(mac);
        String address = wire.peerAddress();
        Mac owner = owners.get(address);
        boolean known = owner != null && owner.equals(mac) && station.isAt(address);
        if (!known && (owner == null || owner.equals(mac))) {
            owns(station, mac, address);
        }
        return station;
    }

    private Optional<Station> known(Wire wire) {
        String address = wire.peerAddress();
        Mac owner = owners.get(address);
        Optional<Station> station = Optional.ofNullable(stations.get(owner == null ? address : owner.toString()));
        station.ifPresent(heard::add);
        return station;
    }

    private Station byAddress(Wire wire) {
        String address = wire.peerAddress();
        Mac owner = owners.get(address);
        Station station = station(owner == null ? address : owner.toString());
        station.has(address);
        return station;
    }

    /** What was kept by the address alone is this machine's. */
    private void owns(Station station, Mac mac, String address) {
        owners.put(address, mac);
        station.has(address);
        Station nameless = stations.remove(address);
        if (nameless != null) {
            heard.remove(nameless);
            station.absorb(nameless);
        }
    }

    /** Who asked for nothing of a boot is no machine that boots. */
    private void drop(Station station, Wire wire) {
        if (station.current().isEmpty()) {
            forget(station.mac().map(Mac::toString).orElse(wire.peerAddress()));
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** A map that forgets what was put first. */
    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
