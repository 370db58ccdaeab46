package dev.lamplighter.rpc.server;

import dev.lamplighter.model.event.Events;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Ports;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.ReloadingTls;
import dev.lamplighter.rpc.RpcLimits;
import dev.lamplighter.rpc.RpcSettings;
import dev.lamplighter.rpc.service.Health;
import dev.lamplighter.store.catalog.CatalogStore;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Serves Matchbox's gRPC and our own beside it, by mutual TLS only. */
public final class RpcDoor implements Door {

    private static final int BACKLOG = 1024;
    /** A client may ask this often whether the server is there (HTTP/2 PING), also without calls. */
    private static final int PING_SECONDS = 10;

    private static final int KEEP_ALIVE_SECONDS = 120;
    private static final int KEEP_ALIVE_TIMEOUT_SECONDS = 20;

    /** Streams that a client may reset in so many seconds. */
    private static final int RESETS = 1000;

    private static final int RESET_SECONDS = 10;

    /** Octets on their way to us; a fixed number, as finding one out takes a PING for each request. */
    private static final int WINDOW = 1 << 20;

    private static final int ARENAS = 2;
    private static final int PAGE = 8 << 10;
    private static final int CHUNK_ORDER = 6;

    /** TLS takes a buffer of a record's size for each read and each write: they come from a pool, of half MiB chunks. */
    private static final ByteBufAllocator POOL = new PooledByteBufAllocator(true, ARENAS, ARENAS, PAGE, CHUNK_ORDER,
            PooledByteBufAllocator.defaultSmallCacheSize(), PooledByteBufAllocator.defaultNormalCacheSize(), false);

    private final RpcSettings settings;
    private final CatalogStore catalog;
    private final Loops loops;
    private final Reporter reporter;
    private final Surroundings around;
    private final Connections connections;
    private final Health health = new Health(Services.names());
    private final HealthWatch watch = new HealthWatch(health);
    private Optional<Running> running = Optional.empty();

    private record Running(Server server, ReloadingTls tls, Future<?> looking, LibraryLog log) {}

    public RpcDoor(RpcSettings settings, CatalogStore catalog, Events events, Loops loops) {
        this.settings = settings;
        this.catalog = catalog;
        this.loops = loops;
        this.reporter = new Reporter(events);
        this.around = Surroundings.of(settings.limits(), reporter);
        this.connections = new Connections(settings.limits().connections(), settings.limits().perClient(), reporter);
    }

    /** Certificates that cannot be used are a refusal whose cause is {@link BadPem}. */
    @Override
    public void open() throws CannotListen {
        ReloadingTls tls;
        try {
            tls = Http2Tls.watching(settings.tls(), reporter);
        } catch (BadPem unusable) {
            throw new CannotListen("grpc: " + unusable.getMessage(), unusable);
        }
        LibraryLog log = LibraryLog.listen(reporter);
        Server server = server(tls);
        try {
            server.start();
        } catch (IOException refused) {
            log.close();
            tls.close();
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw Ports.refusal("grpc", "tcp", settings.listen(), Optional.empty(), cause);
        }
        long pause = settings.limits().look().toNanos();
        Future<?> looking = loops.group().scheduleWithFixedDelay(() -> around.calls().look(System.nanoTime(), settings.limits()), pause, pause,
                TimeUnit.NANOSECONDS);
        running = Optional.of(new Running(server, tls, looking, log));
    }

    private Server server(ReloadingTls tls) {
        RpcLimits limits = settings.limits();
        var builder = NettyServerBuilder.forAddress(settings.listen())
                .channelFactory(this::socket)
                .bossEventLoopGroup(loops.group())
                .workerEventLoopGroup(loops.group())
                .withOption(ChannelOption.SO_BACKLOG, BACKLOG)
                .withOption(ChannelOption.SO_REUSEADDR, true)
                .withChildOption(ChannelOption.ALLOCATOR, POOL)
                .sslContext(new CurrentSslContext(tls))
                .directExecutor()
                .flowControlWindow(WINDOW)
                .addTransportFilter(new Visitors(settings.allowed(), connections))
                .handshakeTimeout(limits.handshake().toMillis(), TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(limits.message())
                .maxInboundMetadataSize(limits.headers())
                .maxConcurrentCallsPerConnection(limits.calls())
                .maxConnectionAge(limits.age().toSeconds(), TimeUnit.SECONDS)
                .maxConnectionAgeGrace(limits.taking().toSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .maxRstFramesPerWindow(RESETS, RESET_SECONDS);
        new Services(catalog, around).all(health, watch).forEach(builder::addService);
        return builder.build();
    }

    private EpollServerSocketChannel socket() {
        var socket = new EpollServerSocketChannel();
        socket.pipeline().addLast(connections);
        return socket;
    }

    /** Where it listens; a port that was 0 is the one that was given. */
    public List<InetSocketAddress> addresses() {
        return running.stream().flatMap(now -> now.server().getListenSockets().stream())
                .filter(InetSocketAddress.class::isInstance).map(InetSocketAddress.class::cast).toList();
    }

    @Override
    public List<Listening> listening() {
        String who = settings.allowed().everybody() ? "every client of " : settings.allowed().entries().size() + " names among the clients of ";
        return addresses().stream().map(at -> new Listening("grpc", "tcp " + at.getAddress().getHostAddress() + ":" + at.getPort(),
                who + settings.tls().clientCa().map(Object::toString).orElse("no CA"))).toList();
    }

    @Override
    public void stopTaking() {
        health.leave();
        watch.leave();
        running.ifPresent(now -> now.server().shutdown());
    }

    @Override
    public boolean busy() {
        return around.calls().busy();
    }

    @Override
    public void close() {
        running.ifPresent(now -> {
            now.looking().cancel(false);
            now.server().shutdownNow();
            connections.close();
            now.tls().close();
            now.log().close();
        });
        running = Optional.empty();
    }
}
