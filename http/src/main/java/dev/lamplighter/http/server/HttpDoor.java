package dev.lamplighter.http.server;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.service.Site;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Ports;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.ReloadingTls;
import dev.lamplighter.net.tls.TlsNotices;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Serves Matchbox's pages and the assets by HTTP/1.1, or by HTTPS, HTTP/2 included, where the settings name a certificate. */
public final class HttpDoor implements Door {

    private static final int BACKLOG = 1024;
    private static final int BOUNDARY_OCTETS = 30;

    private final HttpSettings settings;
    private final Site site;
    private final Function<InetSocketAddress, Segment> segmentOf;
    private final Loops loops;
    private final Visitors visitors;
    private final Reporter reporter;
    private final Events events;
    private final List<Channel> sockets = new CopyOnWriteArrayList<>();
    private Optional<ReloadingTls> tls = Optional.empty();

    /**
     * {@code boot} answers every question about the boot, {@code labelsOf} reads a raw query, {@code segmentOf} names the segment of a local
     * address. All three are called on event loops and must not wait; what must wait comes back from {@code boot} as {@code Later}.
     */
    public HttpDoor(HttpSettings settings, Responder<Ask, Body> boot, Function<String, Labels> labelsOf,
            Function<InetSocketAddress, Segment> segmentOf, Events events, Loops loops) {
        this.settings = settings;
        this.site = site(settings, boot, labelsOf);
        this.segmentOf = segmentOf;
        this.loops = loops;
        this.visitors = new Visitors(settings.limits().connections(), settings.limits().perClient());
        this.reporter = new Reporter(events);
        this.events = events;
    }

    /** The pages that such a door serves, for whoever asks without a connection. */
    public static Site site(HttpSettings settings, Responder<Ask, Body> boot, Function<String, Labels> labelsOf) {
        return new Site(settings, boot, labelsOf, HttpDoor::boundary);
    }

    @Override
    public void open() throws CannotListen {
        tls = tls();
        var bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new Connections(site, settings.limits(), tls, segmentOf, visitors, reporter, Clock.systemUTC()));
        for (InetSocketAddress at : settings.listen()) {
            ChannelFuture bound = bootstrap.bind(at).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                close();
                throw Ports.refusal(service(), "tcp", at, Optional.empty(), bound.cause());
            }
            sockets.add(bound.channel());
        }
    }

    /** Where it listens; a port that was 0 is the one that was given. */
    public List<InetSocketAddress> addresses() {
        return sockets.stream().map(socket -> (InetSocketAddress) socket.localAddress()).toList();
    }

    @Override
    public List<Listening> listening() {
        String detail = settings.assets() ? "assets below /assets/" : "no assets";
        return addresses().stream().map(at -> new Listening(service(), "tcp " + at.getAddress().getHostAddress() + ":" + at.getPort(), detail)).toList();
    }

    @Override
    public void stopTaking() {
        sockets.forEach(socket -> socket.close().awaitUninterruptibly());
        visitors.leave();
    }

    @Override
    public boolean busy() {
        return visitors.busy();
    }

    @Override
    public void close() {
        sockets.forEach(socket -> socket.close().awaitUninterruptibly());
        visitors.close();
        tls.ifPresent(ReloadingTls::close);
    }

    private Optional<ReloadingTls> tls() throws CannotListen {
        if (settings.tls().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReloadingTls.watching(settings.tls().get(), Negotiation::offer, new TlsNotices(service(), events), ReloadingTls.INTERVAL));
        } catch (BadPem unusable) {
            throw new CannotListen("https: " + unusable.getMessage(), unusable);
        }
    }

    private String service() {
        return settings.tls().isPresent() ? "https" : "http";
    }

    private static String boundary() {
        byte[] octets = new byte[BOUNDARY_OCTETS];
        new SecureRandom().nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
