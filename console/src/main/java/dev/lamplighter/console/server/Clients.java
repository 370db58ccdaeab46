package dev.lamplighter.console.server;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.TimeUnit;

/** The connections of the admin door, within bounds. */
final class Clients {

    /** Who leaves more than this unread is dropped, in octets. */
    static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(4 << 20, 8 << 20);

    private static final int LONGEST_REQUEST = 64 * 1024;
    private static final int IDLE_SECONDS = 30;
    private static final int MOST = 128;

    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    void serve(Channel client, Desk desk, Gate gate) {
        if (clients.size() >= MOST) {
            var _ = client.close();
            return;
        }
        clients.add(client);
        client.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(LONGEST_REQUEST), new IdleStateHandler(0, 0, IDLE_SECONDS), new Asked(desk, gate));
    }

    void close() {
        clients.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
