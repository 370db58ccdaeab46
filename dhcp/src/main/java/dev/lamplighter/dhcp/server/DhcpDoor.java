package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.ArpProbe;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.InterfaceWatch;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.RawFrames;
import dev.lamplighter.net.Udp;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The DHCP door: for each segment one socket on port 67 and one on port 4011, both bound to its interface. */
public final class DhcpDoor implements Door {

    private static final String NAME = "DHCP";

    /** How often what goes on is said again. */
    private static final Duration ALARMS = Duration.ofMinutes(1);

    private final Loops loops;
    private final Events events;
    private final DhcpSettings settings;
    private final List<DhcpService> services;
    private final InFlight inFlight;
    private final Alarms alarms;
    private final ReasonCounts ignored = new ReasonCounts();
    private final Conversation.Shared shared;
    private final InterfaceWatch watch;
    private final Map<String, Sockets> sockets = new ConcurrentHashMap<>();
    private Optional<Thread> stalls = Optional.empty();
    private volatile boolean stopping;

    /** What is open on one interface. */
    private record Sockets(List<Channel> channels, Optional<RawFrames> frames, Optional<OtherServers> others, Optional<ArpConflicts> conflicts)
            implements AutoCloseable {
        @Override
        public void close() {
            channels.forEach(channel -> channel.close().awaitUninterruptibly());
            frames.ifPresent(RawFrames::close);
            others.ifPresent(OtherServers::close);
            conflicts.ifPresent(ArpConflicts::close);
        }
    }

    /** Serves each of {@code services} on the interface of its segment; answers that wait do so on virtual threads. */
    public DhcpDoor(Loops loops, Events events, Clock clock, DhcpSettings settings, List<DhcpService> services) {
        this.loops = loops;
        this.events = events;
        this.settings = settings;
        this.services = List.copyOf(services);
        this.inFlight = new InFlight(settings.waiting(), settings.waitingPerClient(), System::nanoTime);
        this.alarms = new Alarms(events, ALARMS, System::nanoTime);
        Executor virtual = work -> Thread.ofVirtual().name("dhcp").start(work);
        this.shared = new Conversation.Shared(events, clock, virtual, inFlight, ignored, alarms, () -> stopping);
        this.watch = new InterfaceWatch(NAME, this.services.stream().map(service -> service.segment().interfaceName()).toList(), events, this::reopen);
    }

    @Override
    public void open() throws CannotListen {
        try {
            for (DhcpService service : services) {
                requireInterface(service.segment().interfaceName());
            }
            requireToBeAlone();
            for (DhcpService service : services) {
                open(service);
            }
        } catch (CannotListen failed) {
            close();
            throw failed;
        }
        watch.start();
        stalls = Optional.of(Thread.ofVirtual().name("dhcp-stalls").start(this::lookForStalls));
    }

    /** Two servers on one network give one address to two machines: where addresses are leased, others are asked for first, everywhere at once. */
    private void requireToBeAlone() throws CannotListen {
        if (settings.alone().isZero()) {
            return;
        }
        Map<Segment, Future<LookForOthers.Seen>> looked = new LinkedHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.stream().map(DhcpService::segment).filter(DhcpDoor::leases).forEach(segment -> looked.put(segment, threads.submit(() -> LookForOthers.on(segment, settings.alone(), alarms))));
        }
        for (var segment : looked.entrySet()) {
            if (segment.getValue().resultNow() instanceof LookForOthers.Seen.Other(var address, var mac)) {
                throw new CannotListen("DHCP on " + segment.getKey().interfaceName() + ": another server leases addresses there already: " + address
                        + " (" + mac + "): stop it, or serve beside it (dhcp: proxy), or start all the same with dhcp.force: true (--dhcp-force)",
                        new IOException("not alone"));
            }
        }
    }

    private static boolean leases(Segment segment) {
        return segment.dhcp() == Segment.DhcpMode.FULL;
    }

    private void lookForStalls() {
        var stalling = new Stalls(inFlight, alarms);
        try {
            while (true) {
                Thread.sleep(Stalls.EVERY);
                stalling.look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answers that are under way on the old sockets are lost with the interface they were for. */
    private void reopen(String interfaceName) throws CannotListen {
        for (DhcpService service : services) {
            if (service.segment().interfaceName().equals(interfaceName)) {
                Optional.ofNullable(sockets.remove(interfaceName)).ifPresent(Sockets::close);
                requireInterface(interfaceName);
                open(service);
            }
        }
    }

    private void open(DhcpService service) throws CannotListen {
        String name = service.segment().interfaceName();
        Optional<RawFrames> raw = RawFrames.open(name);
        if (raw.isEmpty()) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "dhcp-no-raw-frames",
                    "DHCP on " + name + " broadcasts every answer to a client without an address, and neither looks for other servers nor for addresses in use,"
                            + " because this process lacks CAP_NET_RAW"));
        }
        Optional<OtherServers> others = leases(service.segment()) ? OtherServers.open(service.segment(), alarms) : Optional.empty();
        others.ifPresent(OtherServers::watch);
        service.conflicts().ifPresent(conflicts -> ArpProbe.open(name).ifPresent(probe -> conflicts.open(probe, settings.conflictWait(), alarms, name)));
        var opened = new Sockets(new ArrayList<>(), raw, others, service.conflicts());
        sockets.put(name, opened);
        var rates = new Rates(settings, System::nanoTime);
        for (int port : new int[] {Destination.SERVER_PORT, Destination.BOOT_SERVER_PORT}) {
            opened.channels().add(Udp.open(loops, NAME, new InetSocketAddress("0.0.0.0", port), Optional.of(name),
                    new DhcpSocket(service, port, raw, rates, shared)));
        }
    }

    private static void requireInterface(String name) throws CannotListen {
        try {
            if (NetworkInterface.getByName(name) == null) {
                throw new CannotListen("DHCP: there is no interface " + name + ": `ip -brief link` lists those that segments[].interface can name",
                        new IOException("no such interface: " + name));
            }
        } catch (IOException unreadable) {
            throw new CannotListen("DHCP: the interfaces of this host cannot be listed: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public List<Listening> listening() {
        return services.stream().map(DhcpService::segment).map(DhcpDoor::line).toList();
    }

    private static Listening line(Segment segment) {
        return new Listening("dhcp", "udp 67 and 4011 on " + segment.interfaceName(), segment.dhcp().key());
    }

    /** How often each reason kept us silent. */
    public ReasonCounts ignored() {
        return ignored;
    }

    @Override
    public void stopTaking() {
        stopping = true;
    }

    @Override
    public boolean busy() {
        return !inFlight.isEmpty();
    }

    @Override
    public void close() {
        stopping = true;
        watch.close();
        stalls.ifPresent(Thread::interrupt);
        sockets.values().forEach(Sockets::close);
        sockets.clear();
    }
}
