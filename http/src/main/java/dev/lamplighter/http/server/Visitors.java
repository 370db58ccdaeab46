package dev.lamplighter.http.server;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is inside: the open connections, all told and of each client address, and how many requests are being answered. Safe from any thread. */
final class Visitors {

    /** Told to each connection when no new request is taken. */
    enum Farewell { LEAVE }

    /** What becomes of a new connection. */
    enum Entrance { TAKEN, FULL, CLIENT_FULL, CLOSED }

    private final int most;
    private final int mostPerClient;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean leaving;

    Visitors(int most, int mostPerClient) {
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    /** Counts a connection of {@code client} until it closes, where there is room for it. */
    Entrance enter(Channel connection, InetAddress client) {
        if (leaving) {
            return Entrance.CLOSED;
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return Entrance.FULL;
        }
        if (byClient.merge(client, 1, Integer::sum) > mostPerClient) {
            exit(client);
            return Entrance.CLIENT_FULL;
        }
        connections.add(connection);
        connection.closeFuture().addListener(closed -> exit(client));
        return Entrance.TAKEN;
    }

    private void exit(InetAddress client) {
        open.decrementAndGet();
        byClient.computeIfPresent(client, (who, count) -> count == 1 ? null : count - 1);
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
