package dev.lamplighter.dns.server;

import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.DnsSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sets up each connection, and closes those beyond the bounds at once (RFC 7766 section 6.1). */
final class Streams extends ChannelInitializer<Channel> {

    private static final int LARGEST_QUESTION = 4096;
    private static final int LENGTH = 2;

    private final Answering answering;
    private final DnsSettings.Listen listen;
    private final DnsLimits limits;
    private final Places places;

    Streams(Answering answering, DnsSettings.Listen listen, DnsLimits limits, Places places) {
        this.answering = answering;
        this.listen = listen;
        this.limits = limits;
        this.places = places;
    }

    @Override
    protected void initChannel(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress from) || !places.take(from.getAddress())) {
            connection.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            return;
        }
        connection.closeFuture().addListener(closed -> places.leave(from.getAddress()));
        places.connections.add(connection);
        var listener = Listener.of(listen, (InetSocketAddress) connection.localAddress());
        connection.config().setAutoRead(false);
        connection.pipeline().addLast(
                new LengthFieldBasedFrameDecoder(LARGEST_QUESTION + LENGTH, 0, LENGTH, 0, LENGTH),
                new FlowControlHandler(),
                new StreamHandler(answering, listener, from, limits));
    }

    /** How many connections there are, all told and of each client. */
    static final class Places {

        private final int most;
        private final int mostPerClient;
        private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        private final AtomicInteger taken = new AtomicInteger();
        private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();

        Places(int most, int mostPerClient) {
            this.most = most;
            this.mostPerClient = mostPerClient;
        }

        boolean take(InetAddress client) {
            if (taken.incrementAndGet() > most) {
                taken.decrementAndGet();
                return false;
            }
            if (byClient.merge(client, 1, Integer::sum) > mostPerClient) {
                leave(client);
                return false;
            }
            return true;
        }

        /** Closes every connection; waits for it, so not for event loops. */
        void closeAll() {
            connections.close().awaitUninterruptibly();
        }

        void leave(InetAddress client) {
            taken.decrementAndGet();
            byClient.computeIfPresent(client, (who, count) -> count == 1 ? null : count - 1);
        }
    }
}
