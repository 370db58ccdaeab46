package dev.lamplighter.dhcp.router.server;

import dev.lamplighter.dhcp.router.packet.RouterCodec;
import dev.lamplighter.dhcp.router.packet.RouterMessage;
import dev.lamplighter.dhcp.router.packet.RouterMessage.Advertisement;
import dev.lamplighter.dhcp.router.packet.RouterMessage.Solicitation;
import dev.lamplighter.dhcp.router.service.BootingRouters;
import dev.lamplighter.dhcp.router.service.Verdict;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded.Malformed;
import dev.lamplighter.model.Decoded.Message;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Icmp6Frames;
import dev.lamplighter.net.InterfaceWatch;
import dev.lamplighter.net.Listening;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers router solicitations of machines that boot, on each segment by a socket and a thread of its own. Which machines boot, it learns from
 * DHCP's events. Where the socket may not be opened, a notice says so and machines boot slower: that is no reason not to start.
 */
public final class RouterDoor implements Door {

    private static final String NAME = "RA";
    private static final int BUFFER = 1024;
    private static final Mac ALL_ROUTERS = Mac.of("33:33:00:00:00:02");
    private static final Ip6 NOBODY = Ip6.parse("::").orElseThrow();

    private final List<Segment> segments;
    private final Events events;
    private final Clock clock;
    private final Map<String, Ear> ears = new ConcurrentHashMap<>();
    private final InterfaceWatch watch;
    private Optional<Subscription> subscription = Optional.empty();

    private record Ear(Icmp6Frames frames, BootingRouters routers, Mac own) {}

    public RouterDoor(List<Segment> segments, Events events, Clock clock) {
        this.segments = List.copyOf(segments);
        this.events = events;
        this.clock = clock;
        this.watch = new InterfaceWatch(NAME, segments.stream().map(Segment::interfaceName).toList(), events, this::reopen);
    }

    @Override
    public void open() {
        segments.forEach(this::open);
        subscription = Optional.of(events.subscribe(BUFFER, this::learn));
        watch.start();
    }

    private void reopen(String interfaceName) throws CannotListen {
        Optional.ofNullable(ears.remove(interfaceName)).ifPresent(ear -> ear.frames().close());
        segments.stream().filter(segment -> segment.interfaceName().equals(interfaceName)).forEach(this::open);
    }

    private void open(Segment segment) {
        Optional<Mac> own = own(segment.interfaceName());
        Optional<Icmp6Frames> frames = own.flatMap(mac -> Icmp6Frames.open(segment.interfaceName()));
        if (frames.isEmpty()) {
            notice(BootEvent.Notice.Level.WARN, "ra-not-heard", "on " + segment.interfaceName() + " machines that boot wait 16 s for an IPv6 router in each stage of"
                    + " iPXE, because router solicitations cannot be heard: it needs Ethernet and CAP_NET_RAW");
            return;
        }
        var ear = new Ear(frames.get(), new BootingRouters(RouterCodec.addressFor(own.get()), BootingRouters.Limits.DEFAULT), own.get());
        ears.put(segment.interfaceName(), ear);
        Thread.ofPlatform().daemon().name("ra-" + segment.interfaceName()).start(() -> listen(segment, ear));
        ask(ear);
    }

    /** Whether a router is here is best known before the first machine asks. */
    private static void ask(Ear ear) {
        ear.frames().send(ALL_ROUTERS, RouterCodec.encode(new Solicitation(NOBODY), NOBODY));
    }

    private static Optional<Mac> own(String interfaceName) {
        try {
            return Optional.ofNullable(NetworkInterface.getByName(interfaceName)).map(RouterDoor::station).filter(octets -> octets.length == 6)
                    .map(octets -> new Mac(Bytes.owned(octets)));
        } catch (SocketException gone) {
            return Optional.empty();
        }
    }

    private static byte[] station(NetworkInterface of) {
        try {
            return Optional.ofNullable(of.getHardwareAddress()).orElse(new byte[0]);
        } catch (SocketException gone) {
            return new byte[0];
        }
    }

    @SuppressWarnings("ReferenceEquality") // this very ear, until another one is opened
    private void listen(Segment segment, Ear ear) {
        while (ears.get(segment.interfaceName()) == ear) {
            ear.frames().receive().filter(heard -> !heard.from().equals(ear.own())).ifPresent(heard -> hear(segment, ear, heard));
        }
    }

    private void hear(Segment segment, Ear ear, Icmp6Frames.Heard heard) {
        switch (RouterCodec.decode(heard.packet())) {
            case Malformed<RouterMessage>(Reason reason) -> events.publish(new BootEvent.BadPacket(events.stamp(), wire(segment, NOBODY), "ra",
                    heard.packet().length(), Optional.of(reason)));
            case Message<RouterMessage>(RouterMessage message) -> {
                switch (message) {
                    case Solicitation asked -> answer(segment, ear, heard.from(), asked);
                    case Advertisement router -> note(segment, ear, heard.from(), router);
                }
            }
        }
    }

    private void answer(Segment segment, Ear ear, Mac station, Solicitation asked) {
        switch (ear.routers().solicited(station, asked, clock.instant())) {
            case Verdict.Tell tell -> tell(segment, ear, tell);
            case Verdict.Silence(Reason reason) -> publish(segment, station, asked.source(), Optional.of(reason));
        }
    }

    private void note(Segment segment, Ear ear, Mac station, Advertisement router) {
        if (ear.routers().advertised(router, clock.instant())) {
            notice(BootEvent.Notice.Level.INFO, "ra-foreign-router", "an IPv6 router advertises on " + segment.interfaceName() + " (" + router.source() + ", "
                    + station + "): machines that boot wait for its word, and get none of ours");
        }
    }

    private void learn(BootEvent event) {
        if (event instanceof BootEvent.Dhcp dhcp && (dhcp.ipxe() || dhcp.arch().isPresent()) && dhcp.answered().isPresent()) {
            segments.stream().filter(segment -> segment.interfaceName().equals(dhcp.wire().interfaceName())).forEach(segment ->
                    Optional.ofNullable(ears.get(segment.interfaceName())).ifPresent(ear ->
                            ear.routers().boots(dhcp.mac(), clock.instant()).ifPresent(told -> tell(segment, ear, told))));
        }
    }

    private void tell(Segment segment, Ear ear, Verdict.Tell told) {
        boolean sent = ear.frames().send(told.station(), RouterCodec.encode(told.message(), told.to()));
        publish(segment, told.station(), told.to(), sent ? Optional.empty() : Optional.of(new Reason("ra-not-sent", "the network refused the answer")));
    }

    private void publish(Segment segment, Mac station, Ip6 from, Optional<Reason> silence) {
        events.publish(new BootEvent.Router(events.stamp(), wire(segment, from), station, silence.isEmpty(), silence));
    }

    private static Wire wire(Segment segment, Ip6 from) {
        return new Wire(segment.interfaceName(), new InetSocketAddress(from.toInetAddress(), 0), new InetSocketAddress(segment.advertise().toInetAddress(), 0));
    }

    private void notice(BootEvent.Notice.Level level, String code, String sentence) {
        events.publish(new BootEvent.Notice(events.stamp(), level, code, NAME + ": " + sentence));
    }

    @Override
    public List<Listening> listening() {
        return segments.stream().filter(segment -> ears.containsKey(segment.interfaceName()))
                .map(segment -> new Listening("ra", "icmpv6 on " + segment.interfaceName(), "tells booting machines that there is no IPv6 router")).toList();
    }

    @Override
    public void stopTaking() {
        watch.close();
    }

    @Override
    public boolean busy() {
        return false;
    }

    @Override
    public void close() {
        watch.close();
        subscription.ifPresent(Subscription::close);
        var open = List.copyOf(ears.values());
        ears.clear();
        open.forEach(ear -> ear.frames().close());
    }
}
