package dev.lamplighter.dns.server;

import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.packet.ReplyCodec;
import dev.lamplighter.dns.service.DnsService;
import dev.lamplighter.dns.service.NameTable;
import dev.lamplighter.dns.service.RateLimit;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.InterfaceWatch;
import dev.lamplighter.net.Interfaces;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Udp;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Serves DNS over UDP and TCP on every address of its settings, and opens its sockets again where their interface changes. */
public final class DnsDoor implements Door {

    private static final String SERVICE = "dns";
    private static final int RATED_ADDRESSES = 4096;

    private final DnsSettings settings;
    private final Loops loops;
    private final Answering answering;
    private final Streams.Places places;
    private final InterfaceWatch watch;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** A socket, and what of the settings it is for. */
    private record Socket(DnsSettings.Listen wanted, Channel channel) {}

    /** Without machines. Throws {@link IllegalArgumentException} with a sentence where an override's name is none. */
    public DnsDoor(DnsSettings settings, Events events, Loops loops) {
        this(settings, () -> NameTable.EMPTY, events, loops);
    }

    /**
     * {@code machines} is asked for every question, so it must be quick. Throws {@link IllegalArgumentException} with a sentence where an
     * override's name is none.
     */
    public DnsDoor(DnsSettings settings, Supplier<NameTable> machines, Events events, Loops loops) {
        DnsLimits limits = settings.limits();
        var random = new SecureRandom();
        var service = new DnsService(settings, machines, new UpstreamSockets(limits.upstreamTimeout()), () -> random.nextInt(1 << 16), System::nanoTime);
        this.settings = settings;
        this.loops = loops;
        this.answering = new Answering(service, new ReplyCodec(limits.datagram()), events, limits.waiting(), new Served(settings.served()),
                new RateLimit(limits.perSecond(), RATED_ADDRESSES, System::nanoTime));
        this.places = new Streams.Places(limits.connections(), limits.connectionsPerClient());
        this.watch = new InterfaceWatch("DNS", settings.listen().stream().flatMap(at -> at.interfaceName().stream()).distinct().toList(), events, this::rebind);
    }

    @Override
    public void open() throws CannotListen {
        try {
            for (DnsSettings.Listen at : settings.listen()) {
                open(at, at);
            }
        } catch (CannotListen failed) {
            closeSockets();
            throw failed;
        }
        watch.start();
    }

    private void open(DnsSettings.Listen wanted, DnsSettings.Listen at) throws CannotListen {
        Channel datagrams = Udp.open(loops, SERVICE, at.address(), at.device(), new Datagrams(answering, at));
        open.add(new Socket(wanted, datagrams));
        var bound = at.at((InetSocketAddress) datagrams.localAddress());
        open.add(new Socket(wanted, Tcp.open(loops, SERVICE, bound, new Streams(answering, bound, settings.limits(), places))));
    }

    /** The interface was made anew or changed: the address of the settings counts where it still has that, else its first. */
    private void rebind(String interfaceName) throws CannotListen {
        for (DnsSettings.Listen wanted : settings.listen()) {
            if (wanted.interfaceName().filter(interfaceName::equals).isPresent()) {
                closeSockets(wanted);
                try {
                    open(wanted, wanted.at(new InetSocketAddress(present(interfaceName, wanted.address().getAddress()), wanted.address().getPort())));
                } catch (CannotListen again) {
                    closeSockets(wanted);
                    throw again;
                }
            }
        }
    }

    private static InetAddress present(String interfaceName, InetAddress wanted) {
        List<InetAddress> now = Interfaces.addresses(interfaceName).orElse(List.of()).stream().map(assigned -> assigned.address().toInetAddress()).toList();
        return now.isEmpty() || now.contains(wanted) || wanted.isAnyLocalAddress() ? wanted : now.getFirst();
    }

    @Override
    public List<Listening> listening() {
        String rest = settings.upstreams().isEmpty()
                ? "all else refused"
                : "all else asked of " + settings.upstreams().stream().map(DnsDoor::text).collect(Collectors.joining(", "));
        String detail = settings.overrides().size() + (settings.overrides().size() == 1 ? " name of our own, " : " names of our own, ") + rest;
        return open.stream().map(Socket::channel)
                .filter(channel -> channel.localAddress() instanceof InetSocketAddress)
                .map(channel -> new Listening(SERVICE, protocol(channel) + " " + text((InetSocketAddress) channel.localAddress()), detail))
                .toList();
    }

    @Override
    public void stopTaking() {
        watch.close();
        answering.stopTaking();
        open.forEach(socket -> socket.channel().config().setAutoRead(false));
    }

    @Override
    public boolean busy() {
        return answering.busy();
    }

    @Override
    public void close() {
        watch.close();
        answering.close();
        closeSockets();
        places.closeAll();
    }

    private void closeSockets() {
        open.forEach(socket -> socket.channel().close().awaitUninterruptibly());
        open.clear();
    }

    private void closeSockets(DnsSettings.Listen wanted) {
        open.stream().filter(socket -> socket.wanted().equals(wanted)).forEach(socket -> socket.channel().close().awaitUninterruptibly());
        open.removeIf(socket -> socket.wanted().equals(wanted));
    }

    private static String protocol(Channel channel) {
        return channel instanceof DatagramChannel ? "udp" : "tcp";
    }

    private static String text(InetSocketAddress address) {
        return (address.getAddress() == null ? address.getHostString() : address.getAddress().getHostAddress()) + ":" + address.getPort();
    }
}
