package dev.lamplighter.console.service;

import dev.lamplighter.console.Booting;
import dev.lamplighter.console.metrics.Facts;
import dev.lamplighter.model.Arch;
import dev.lamplighter.model.IpAddress;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.store.catalog.FileCatalogSettings;
import dev.lamplighter.store.catalog.FileCatalogStore;
import dev.lamplighter.store.catalog.MachineFolder;
import dev.lamplighter.store.state.MachineState;
import dev.lamplighter.store.state.Seen;
import dev.lamplighter.timeline.Timeline;
import dev.lamplighter.timeline.TimelineLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A small lab with a data folder, as the console sees it; nothing listens. */
public final class Lab implements Events, AutoCloseable {

    public static final String NODE1 = "52:54:00:00:00:01";
    public static final String STRANGER = "52:54:00:00:00:09";
    public static final Caller OPERATOR = new Caller(new Doer.TokenHolder("operator", wire("192.0.2.7")), true);
    public static final Caller VISITOR = new Caller(new Doer.TokenHolder("", wire("192.0.2.8")), false);

    public final Booting booting = new Booting();
    public final LiveBoots boots = new LiveBoots(new Timeline("lab", TimelineLimits.DEFAULT), booting);
    public final Signals signals = new Signals();
    public final RecentTrouble trouble = new RecentTrouble();
    final List<BootEvent> told = new ArrayList<>();
    final Path data;
    private final FileCatalogStore store;
    final MachineState state = MachineState.inMemory(this);

    static Wire wire(String peer) {
        return new Wire("", new InetSocketAddress(peer, 40_000), new InetSocketAddress("192.0.2.1", 8082));
    }

    /** {@code node1} is declared and taken by the group {@code g1}; a stranger was seen. */
    public Lab(Path folder) throws IOException {
        data = folder;
        for (String each : List.of("groups", "profiles", "machines")) {
            Files.createDirectories(data.resolve(each));
        }
        Files.writeString(data.resolve("machines/node1.yaml"), "mac: " + NODE1 + "\naddress: 192.0.2.101\nlabels: {role: web}\n");
        Files.writeString(data.resolve("profiles/web.json"), "{\"id\":\"web\",\"name\":\"Web\",\"boot\":{\"kernel\":\"/assets/vmlinuz\",\"initrd\":[\"/assets/initrd\"]},\"ignition_id\":\"web.ign\"}");
        Files.writeString(data.resolve("groups/g1.json"), "{\"id\":\"g1\",\"profile\":\"web\",\"selector\":{\"role\":\"web\"},\"metadata\":{\"password\":\"secret\"}}");
        Files.writeString(data.resolve("groups/g2.json"), "{\"id\":\"g2\",\"profile\":\"gone\",\"selector\":{\"mac\":\"" + STRANGER + "\",\"role\":\"db\"}}");
        store = new FileCatalogStore(data, FileCatalogSettings.defaults(), this);
        state.saw(new Seen(Mac.of(STRANGER), Optional.of(Booting.BOARD), Optional.of(Arch.EFI_X64), IpAddress.parse("192.0.2.109"), booting.instant(), booting.instant()));
    }

    Machines machines() {
        return new Machines(store, state, Optional.empty(), List::of, booting);
    }

    public Pages pages() {
        return pages(PastBoots.NONE, Optional.empty());
    }

    Pages pages(PastBoots past, Optional<String> unready) {
        var machines = machines();
        var last = new LastBoots(past, 100);
        last.accept(boots.boots());
        return new Pages(boots, past, machines, last, new StatePages("test", Instant.EPOCH, List::of, facts(unready), trouble),
                new Deeds(machines, new MachineFolder(data), this), Lab::explain);
    }

    private static String explain(Map<String, String> asked) throws Explainer.Misasked {
        if (!asked.containsKey("arch")) {
            throw new Explainer.Misasked("arch is one of bios, ipxe");
        }
        return "{\"boots\":true}";
    }

    private static Facts facts(Optional<String> unready) {
        return new Facts() {
            @Override
            public List<SegmentUse> segments() {
                return List.of(new SegmentUse("eth1", Map.of("bound", 3L), List.of(new PoolUse("192.0.2.0/24", 100, 3))));
            }

            @Override
            public Map<String, Integer> catalog() {
                return Map.of("group", 2);
            }

            @Override
            public Map<String, Instant> certificates() {
                return Map.of();
            }

            @Override
            public long eventsLost() {
                return 0;
            }

            @Override
            public Optional<String> unready() {
                return unready;
            }
        };
    }

    @Override
    public Stamp stamp() {
        return new Stamp("lab", 1, booting.instant(), 0);
    }

    @Override
    public synchronized void publish(BootEvent event) {
        told.add(event);
    }

    @Override
    public Subscription subscribe(int buffer, Consumer<BootEvent> to) {
        throw new UnsupportedOperationException("nobody subscribes here");
    }

    @Override
    public void close() {
        store.close();
    }
}
