package dev.lamplighter.appliance;

import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.console.service.Explainer;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Subnet;
import dev.lamplighter.walk.Firmware;
import dev.lamplighter.walk.Persona;
import dev.lamplighter.walk.Walk;
import dev.lamplighter.walk.WalkLimits;
import dev.lamplighter.walk.WalkReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Walks the boot of a machine by the server's decisions, for the control socket and for {@code lamplighter explain}. For any thread; may wait for a disk. */
final class Explained implements Explainer {

    /** At once; each may render whatever a profile names. */
    private static final int WALKS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 4096;
    private static final int ETHERNET = 6;
    private static final Set<String> WORDS = Set.of("arch", "mac", "uuid", "via", "segment", "labels");

    private final Supplier<Optional<Decisions>> decisions;
    private final Semaphore places = new Semaphore(WALKS);

    /** {@code decisions} are those of now, if the server has begun to decide. */
    Explained(Supplier<Optional<Decisions>> decisions) {
        this.decisions = decisions;
    }

    @Override
    public String explain(Map<String, String> asked) throws Misasked {
        return walk(asked).toJson();
    }

    WalkReport walk(Map<String, String> asked) throws Misasked {
        for (Map.Entry<String, String> each : asked.entrySet()) {
            if (!WORDS.contains(each.getKey())) {
                throw new Misasked("there is no parameter " + each.getKey() + "; there are " + String.join(", ", new TreeSet<>(WORDS)));
            }
            if (each.getValue().length() > LONGEST) {
                throw new Misasked(each.getKey() + " has more than " + LONGEST + " characters");
            }
        }
        Decisions now = decisions.get().orElseThrow(() -> new Misasked("the server is starting; ask again in a moment"));
        Persona who = persona(asked, now);
        Segment via = segment(asked.getOrDefault("segment", ""), who, now.segments());
        Map<String, String> labels = QueryLabels.parse(asked.getOrDefault("labels", "")).values();
        enter();
        try {
            var wire = new RehearsedWire(new Rehearsal(now, via, who.mac(), who.uuid()), labels);
            return wire.reasoned(Walk.of(who, wire, WalkLimits.DEFAULT));
        } finally {
            places.release();
        }
    }

    /** Waits for a place. */
    private void enter() throws Misasked {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        throw new Misasked(WALKS + " boots are being explained already; ask again in a moment");
    }

    private static Persona persona(Map<String, String> asked, Decisions now) throws Misasked {
        Firmware firmware = Firmware.named(asked.getOrDefault("arch", ""))
                .orElseThrow(() -> new Misasked("arch is one of " + String.join(", ", Firmware.keys()) + ", not \"" + asked.getOrDefault("arch", "") + "\""));
        Mac mac = Mac.parse(asked.getOrDefault("mac", "")).filter(ethernet -> ethernet.octets().length() == ETHERNET)
                .orElseThrow(() -> new Misasked("mac is a hardware address such as 52:54:00:a1:9c:ae, not \"" + asked.getOrDefault("mac", "") + "\""));
        return new Persona(mac, uuid(asked.getOrDefault("uuid", ""), mac, now), firmware, relay(asked.getOrDefault("via", "")));
    }

    /** A machine that is not asked by its UUID has the declared one, else always the same one. */
    private static UUID uuid(String written, Mac mac, Decisions now) throws Misasked {
        if (written.isEmpty()) {
            return now.catalog().current().machines().find(mac).flatMap(machine -> machine.uuid())
                    .orElseGet(() -> UUID.nameUUIDFromBytes(mac.toString().getBytes(StandardCharsets.US_ASCII)));
        }
        return Inventory.uuid(written).orElseThrow(() -> new Misasked("uuid is such as 16e7d8a7-bfa9-428b-9117-363341bb330b, not \"" + written + "\""));
    }

    private static Optional<Ip4> relay(String written) throws Misasked {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Ip4.parse(written).filter(address -> !address.isNone())
                .orElseThrow(() -> new Misasked("via is the address of a relay agent in the network of its clients, such as 192.0.2.1, not \"" + written + "\"")));
    }

    private static Segment segment(String name, Persona who, List<Segment> segments) throws Misasked {
        String there = String.join(", ", segments.stream().map(Segment::interfaceName).toList());
        if (segments.isEmpty()) {
            throw new Misasked("no interface is served, so nobody boots from here: name one with interface (--interface eth1)");
        }
        if (!name.isEmpty()) {
            return segments.stream().filter(segment -> segment.interfaceName().equals(name)).findFirst()
                    .orElseThrow(() -> new Misasked("segment is an interface that is served (" + there + "), not \"" + name + "\""));
        }
        List<Segment> fitting = who.relay().map(relay -> segments.stream().filter(segment -> knows(segment, relay)).toList()).filter(found -> !found.isEmpty()).orElse(segments);
        if (fitting.size() > 1) {
            throw new Misasked("several interfaces are served: name one of " + there + " as segment");
        }
        return fitting.getFirst();
    }

    private static boolean knows(Segment segment, Ip4 relay) {
        return segment.planFor(relay).isPresent() || segment.onLink().filter((Subnet link) -> link.contains(relay)).isPresent();
    }
}
