package dev.lamplighter.http.server;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is inside: the open connections, and how many requests are being answered. Safe from any thread. */
final class Visitors {

    /** Told to each connection when no new request is taken. */
    enum Farewell { LEAVE }

    private final int most;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean leaving;

    Visitors(int most) {
        this.most = most;
    }

    /** Counts a connection until it closes; false when there is no room for it. */
    boolean enter(Channel connection) {
        if (leaving) {
            return false;
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        connections.add(connection);
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        return true;
    }

    void begin() {
        running.incrementAndGet();
    }

    void end() {
        running.decrementAndGet();
    }

    boolean busy() {
        return running.get() > 0;
    }

    boolean leaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
        connections.forEach(connection -> connection.pipeline().fireUserEventTriggered(Farewell.LEAVE));
    }

    void close() {
        leaving = true;
        connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
