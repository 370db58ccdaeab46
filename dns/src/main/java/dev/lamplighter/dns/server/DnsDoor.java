package dev.lamplighter.dns.server;

import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.packet.ReplyCodec;
import dev.lamplighter.dns.service.DnsService;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Udp;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Serves DNS over UDP and TCP on every address of its settings. */
public final class DnsDoor implements Door {

    private static final String SERVICE = "dns";

    private final DnsSettings settings;
    private final Loops loops;
    private final Answering answering;
    private final Streams.Places places;
    private final List<Channel> open = new CopyOnWriteArrayList<>();

    /** Throws {@link IllegalArgumentException} with a sentence where an override's name is none. */
    public DnsDoor(DnsSettings settings, Events events, Loops loops) {
        DnsLimits limits = settings.limits();
        var random = new SecureRandom();
        var service = new DnsService(settings, new UpstreamSockets(limits.upstreamTimeout()), () -> random.nextInt(1 << 16), System::nanoTime);
        this.settings = settings;
        this.loops = loops;
        this.answering = new Answering(service, new ReplyCodec(limits.datagram()), events, limits.waiting(), new Served(settings.served()));
        this.places = new Streams.Places(limits.connections(), limits.connectionsPerClient());
    }

    @Override
    public void open() throws CannotListen {
        try {
            for (DnsSettings.Listen at : settings.listen()) {
                Channel datagrams = Udp.open(loops, SERVICE, at.address(), at.interfaceName(), new Datagrams(answering, at));
                open.add(datagrams);
                var bound = new DnsSettings.Listen((InetSocketAddress) datagrams.localAddress(), at.interfaceName());
                open.add(Tcp.open(loops, SERVICE, bound, new Streams(answering, bound, settings.limits(), places)));
            }
        } catch (CannotListen failed) {
            closeSockets();
            throw failed;
        }
    }

    @Override
    public List<Listening> listening() {
        String rest = settings.upstreams().isEmpty()
                ? "all else refused"
                : "all else asked of " + settings.upstreams().stream().map(DnsDoor::text).collect(Collectors.joining(", "));
        String detail = settings.overrides().size() + (settings.overrides().size() == 1 ? " name of our own, " : " names of our own, ") + rest;
        return open.stream()
                .filter(channel -> channel.localAddress() instanceof InetSocketAddress)
                .map(channel -> new Listening(SERVICE, protocol(channel) + " " + text((InetSocketAddress) channel.localAddress()), detail))
                .toList();
    }

    @Override
    public void stopTaking() {
        answering.stopTaking();
        open.forEach(channel -> channel.config().setAutoRead(false));
    }

    @Override
    public boolean busy() {
        return answering.busy();
    }

    @Override
    public void close() {
        answering.close();
        closeSockets();
        places.closeAll();
    }

    private void closeSockets() {
        open.forEach(channel -> channel.close().awaitUninterruptibly());
        open.clear();
    }

    private static String protocol(Channel channel) {
        return channel instanceof DatagramChannel ? "udp" : "tcp";
    }

    private static String text(InetSocketAddress address) {
        return (address.getAddress() == null ? address.getHostString() : address.getAddress().getHostAddress()) + ":" + address.getPort();
    }
}
