package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.RawFrames;
import dev.lamplighter.net.Udp;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The DHCP door: for each segment one socket on port 67 and one on port 4011, both bound to its interface. */
public final class DhcpDoor implements Door {

    private static final String NAME = "DHCP";

    private final Loops loops;
    private final Events events;
    private final List<DhcpService> services;
    private final InFlight inFlight;
    private final ReasonCounts ignored = new ReasonCounts();
    private final Conversation.Shared shared;
    private final List<Channel> channels = new ArrayList<>();
    private final List<RawFrames> frames = new ArrayList<>();
    private volatile boolean stopping;

    /** Serves each of {@code services} on the interface of its segment; answers that wait do so on virtual threads. */
    public DhcpDoor(Loops loops, Events events, Clock clock, DhcpSettings settings, List<DhcpService> services) {
        this.loops = loops;
        this.events = events;
        this.services = List.copyOf(services);
        this.inFlight = new InFlight(settings.waiting(), settings.waitingPerClient());
        Executor virtual = work -> Thread.ofVirtual().name("dhcp").start(work);
        this.shared = new Conversation.Shared(events, clock, virtual, inFlight, ignored, () -> stopping);
    }

    @Override
    public void open() throws CannotListen {
        try {
            for (DhcpService service : services) {
                open(service);
            }
        } catch (CannotListen failed) {
            close();
            throw failed;
        }
    }

    private void open(DhcpService service) throws CannotListen {
        String name = service.segment().interfaceName();
        requireInterface(name);
        Optional<RawFrames> raw = RawFrames.open(name);
        raw.ifPresentOrElse(frames::add, () -> events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "dhcp-no-raw-frames",
                "DHCP on " + name + " broadcasts every answer to a client without an address, because this process lacks CAP_NET_RAW")));
        for (int port : new int[] {Destination.SERVER_PORT, Destination.BOOT_SERVER_PORT}) {
            channels.add(Udp.open(loops, NAME, new InetSocketAddress("0.0.0.0", port), Optional.of(name), new DhcpSocket(service, port, raw, shared)));
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
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        channels.clear();
        frames.forEach(RawFrames::close);
        frames.clear();
    }
}
