package dev.lamplighter.rpc.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands at the listening socket: counts the open connections, all told and of each client address, and turns away what is too much. */
@Sharable
final class Connections extends ChannelInboundHandlerAdapter {

    private final int most;
    private final int mostPerClient;
    private final Reporter reporter;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private final Map<SocketAddress, Channel> channels = new ConcurrentHashMap<>();

    Connections(int most, int mostPerClient, Reporter reporter) {
        this.most = most;
        this.mostPerClient = mostPerClient;
        this.reporter = reporter;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        if (accepted instanceof Channel connection && connection.remoteAddress() instanceof InetSocketAddress peer && enter(connection, peer)) {
            connection.pipeline().addLast(new Handshakes(reporter));
            ctx.fireChannelRead(accepted);
        } else if (accepted instanceof Channel connection) {
            connection.unsafe().closeForcibly();
        }
    }

    private boolean enter(Channel connection, InetSocketAddress peer) {
        InetAddress client = peer.getAddress();
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            reporter.full(most);
            return false;
        }
        if (byClient.merge(client, 1, Integer::sum) > mostPerClient) {
            exit(client);
            reporter.clientFull(client, mostPerClient);
            return false;
        }
        channels.put(peer, connection);
        connection.closeFuture().addListener(closed -> {
            channels.remove(peer, connection);
            exit(client);
        });
        return true;
    }

    private void exit(InetAddress client) {
        open.decrementAndGet();
        byClient.computeIfPresent(client, (who, count) -> count == 1 ? null : count - 1);
    }

    /** The open connection of {@code peer}. */
    Optional<Channel> of(SocketAddress peer) {
        return Optional.ofNullable(channels.get(peer));
    }

    int open() {
        return open.get();
    }

    /** Closes a connection at once: HTTP/2 would first wait for the answers that the client does not take. */
    static void end(Channel connection) {
        cut(connection).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private static ChannelFuture cut(Channel connection) {
        ChannelHandlerContext first = connection.pipeline().firstContext();
        return first == null ? connection.close() : first.close();
    }

    /** Closes what is open, and waits a moment for it. */
    void close() {
        channels.values().stream().map(Connections::cut).toList().forEach(closing -> closing.awaitUninterruptibly(1, TimeUnit.SECONDS));
    }
}
