package dev.lamplighter.console.server;

import dev.lamplighter.console.service.MetricsPages;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Ports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Monitoring asks here, by plain HTTP and without credentials; one question for each connection. */
public final class MetricsDoor implements Door {

    private static final int BACKLOG = 64;

    private final InetSocketAddress at;
    private final MetricsPages pages;
    private final MetricsLimits limits;
    private final Loops loops;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private Optional<Channel> socket = Optional.empty();

    public MetricsDoor(InetSocketAddress at, MetricsPages pages, MetricsLimits limits, Loops loops) {
        this.at = at;
        this.pages = pages;
        this.limits = limits;
        this.loops = loops;
    }

    @Override
    public void open() throws CannotListen {
        ChannelFuture bound = new ServerBootstrap().group(loops.group()).channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        if (client.remoteAddress() instanceof InetSocketAddress peer && enters(client, peer.getAddress())) {
                            serve(client);
                        } else {
                            var _ = client.close();
                        }
                    }
                }).bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw Ports.refusal("metrics", "tcp", at, Optional.empty(), bound.cause());
        }
        socket = Optional.of(bound.channel());
    }

    private boolean enters(Channel client, InetAddress from) {
        if (clients.size() >= limits.connections()) {
            return false;
        }
        clients.add(client);
        int open = byClient.merge(from, 1, Integer::sum);
        client.closeFuture().addListener(_ -> byClient.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1));
        return open <= limits.perClient();
    }

    private void serve(Channel client) {
        var config = new HttpDecoderConfig().setMaxInitialLineLength(limits.line()).setMaxHeaderSize(limits.headers());
        client.pipeline().addLast(new HttpServerCodec(config), new Scraped(pages));
        var end = client.eventLoop().schedule(() -> {
            var _ = client.close();
        }, limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        client.closeFuture().addListener(_ -> end.cancel(false));
    }

    /** Where it listens; a port that was 0 is the one that was given. */
    public Optional<InetSocketAddress> address() {
        return socket.map(open -> (InetSocketAddress) open.localAddress());
    }

    @Override
    public List<Listening> listening() {
        return address().map(open -> new Listening("metrics", "tcp " + open.getAddress().getHostAddress() + ":" + open.getPort(),
                "/metrics, /healthz and /readyz, without credentials")).stream().toList();
    }

    @Override
    public void stopTaking() {
        socket.ifPresent(open -> open.close().awaitUninterruptibly());
    }

    /** Who scrapes can do it again elsewhere: nobody waits for that. */
    @Override
    public boolean busy() {
        return false;
    }

    @Override
    public void close() {
        stopTaking();
        socket = Optional.empty();
        clients.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
