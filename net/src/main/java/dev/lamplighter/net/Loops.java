package dev.lamplighter.net;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.util.concurrent.TimeUnit;

/** The event loops that all doors share. Nothing that may wait runs on them. */
public final class Loops implements AutoCloseable {

    private final EventLoopGroup group;

    public Loops(int threads) {
        group = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
    }

    public EventLoopGroup group() {
        return group;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
