package dev.lamplighter.dns.server;

import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Ports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Opens the listening stream socket beside a datagram socket. */
final class Tcp {

    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IFNAMSIZ = 16;
    private static final int BACKLOG = 128;

    private Tcp() {}

    /** Waits for the bind, so not for event loops. */
    static Channel open(Loops loops, String service, DnsSettings.Listen at, Streams streams) throws CannotListen {
        var bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(streams);
        if (at.device().isPresent()) {
            ByteBuffer name = ByteBuffer.allocateDirect(IFNAMSIZ);
            name.put(at.device().get().getBytes(StandardCharsets.US_ASCII)).position(0).limit(IFNAMSIZ);
            bootstrap.option(new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ), name);
        }
        ChannelFuture bound = bootstrap.bind(at.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw Ports.refusal(service, "tcp", at.address(), at.device(), bound.cause());
        }
        return bound.channel();
    }
}
