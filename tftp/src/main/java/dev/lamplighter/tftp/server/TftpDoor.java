package dev.lamplighter.tftp.server;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.InterfaceWatch;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Udp;
import dev.lamplighter.tftp.service.Meaning;
import dev.lamplighter.tftp.service.Requests;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves boot files by TFTP, read-only (RFC 1350, 2347, 2348, 2349, 7440). */
public final class TftpDoor implements Door {

    /** Longer than the longest request, so that a longer one is seen to be longer. */
    private static final int DATAGRAM = 2048;

    /** A rack that powers on asks all at once. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private record Front(Place place, Channel channel) {}

    private final TftpSettings settings;
    private final List<Place> places;
    private final Loops loops;
    private final Clock clock;
    private final Transfers transfers;
    private final InterfaceWatch watch;
    private final List<Front> fronts = new CopyOnWriteArrayList<>();

    /** Every name is a boot file's. */
    public TftpDoor(TftpSettings settings, List<Place> places, Responder<Ask, Body> boot, Events events, Loops loops, Clock clock) {
        this(settings, places, boot, Meaning.bootFile(), events, loops, clock);
    }

    /** {@code meaning} says what a file name asks of {@code boot}. */
    public TftpDoor(TftpSettings settings, List<Place> places, Responder<Ask, Body> boot, Meaning meaning, Events events, Loops loops, Clock clock) {
        this.settings = settings;
        this.places = List.copyOf(places);
        this.loops = loops;
        this.clock = clock;
        var files = new OpenFiles(new FileChunks(settings.readAheadOctets()));
        this.transfers = new Transfers(settings, new Requests(boot, meaning), new Library(files, settings.netasciiOctets()), new Chronicle(events), loops);
        this.watch = new InterfaceWatch("TFTP", this.places.stream().flatMap(place -> place.interfaceName().stream()).distinct().toList(), events, this::rebind);
    }

    @Override
    public void open() throws CannotListen {
        try {
            for (Place place : places) {
                fronts.add(new Front(place, bind(place)));
            }
        } catch (CannotListen refused) {
            closeFronts();
            throw refused;
        }
        watch.start();
    }

    private void rebind(String interfaceName) throws CannotListen {
        for (Place place : places) {
            if (place.interfaceName().filter(interfaceName::equals).isPresent()) {
                fronts.stream().filter(front -> front.place().equals(place)).forEach(front -> front.channel().close().awaitUninterruptibly());
                fronts.removeIf(front -> front.place().equals(place));
                fronts.add(new Front(place, bind(place)));
            }
        }
    }

    private Channel bind(Place place) throws CannotListen {
        var at = new InetSocketAddress(own(place).toInetAddress(), settings.port());
        EpollDatagramChannel channel = Udp.open(loops, "tftp", at, place.interfaceName(), new Questions(place, transfers, clock));
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM));
        channel.config().setOption(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER);
        // Tells which of the interface's addresses was asked, as the answer must come from there (RFC 1123 section 4.2.3.5).
        channel.config().setOption(EpollChannelOption.IP_RECVORIGDSTADDR, true);
        return channel;
    }

    /** Where transfers share the port of the questions, it is bound to one address: all that is sent must come from there. */
    private Ip4 own(Place place) {
        return settings.onePort() && place.address().isNone() ? place.segment().advertise() : place.address();
    }

    @Override
    public List<Listening> listening() {
        var open = new ArrayList<Listening>();
        for (Front front : fronts) {
            var at = (InetSocketAddress) front.channel().localAddress();
            String where = front.place().interfaceName().map(name -> front.place().segment().advertise() + ":" + at.getPort() + " on " + name)
                    .orElse(at.getAddress().getHostAddress() + ":" + at.getPort());
            open.add(new Listening("tftp", "udp " + where, "read-only, at most " + settings.mostTransfers() + " transfers at a time" + ports()));
        }
        return open;
    }

    private String ports() {
        return switch (settings.ports()) {
            case TransferPorts.Any() -> "";
            case TransferPorts.Same() -> ", all on this port";
            case TransferPorts.Range(int first, int last) -> ", on ports " + first + " to " + last;
        };
    }

    /** The addresses that are bound, in the order in which they were. */
    public List<InetSocketAddress> addresses() {
        return fronts.stream().map(front -> (InetSocketAddress) front.channel().localAddress()).toList();
    }

    /** Transfers that share the port of the questions go on there. */
    @Override
    public void stopTaking() {
        watch.close();
        transfers.stopTaking();
        if (!settings.onePort()) {
            closeFronts();
        }
    }

    private void closeFronts() {
        fronts.forEach(front -> front.channel().close().awaitUninterruptibly());
        fronts.clear();
    }

    @Override
    public boolean busy() {
        return transfers.anyAlive();
    }

    @Override
    public void close() {
        stopTaking();
        transfers.stop();
        long until = System.nanoTime() + LONGEST_CLOSE.toNanos();
        while (transfers.any() && System.nanoTime() - until < 0) {
            try {
                Thread.sleep(Duration.ofMillis(5));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        closeFronts();
    }
}
