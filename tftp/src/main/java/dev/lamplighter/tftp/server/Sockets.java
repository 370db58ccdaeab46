package dev.lamplighter.tftp.server;

import dev.lamplighter.net.Ports;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The sockets of transfers, and what their path carries. */
final class Sockets {

    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IFNAMSIZ = 16;

    /** Clients send acknowledgements and short error messages. */
    private static final int LONGEST_ANSWER = 600;

    /** IP header, UDP header, TFTP header. */
    private static final int HEADERS = 20 + 8 + 4;

    private static final int ETHERNET = 1500;

    /** Of a range that is so full that these are all taken, no more are tried. */
    private static final int MOST_TRIES = 64;

    private final TransferPorts ports;

    Sockets(TransferPorts ports) {
        this.ports = ports;
    }

    /** Binds a free port of the address that was asked, on the interface that was asked; never waits. Each attempt takes a handler of its own. */
    Future<Channel> open(EventLoop loop, InetAddress asked, Optional<String> interfaceName, Supplier<ChannelHandler> handler) {
        Promise<Channel> opened = loop.newPromise();
        switch (ports) {
            case TransferPorts.Any(), TransferPorts.Same() -> bind(loop, asked, 0, interfaceName, handler.get()).addListener((ChannelFutureListener) bound -> {
                if (bound.isSuccess()) {
                    opened.setSuccess(bound.channel());
                } else {
                    opened.setFailure(bound.cause());
                }
            });
            case TransferPorts.Range range ->
                    fromRange(loop, asked, range, ThreadLocalRandom.current().nextInt(range.count()), Math.min(range.count(), MOST_TRIES), interfaceName, handler, opened);
        }
        return opened;
    }

    /** Tries port {@code at} of the range and those behind it, {@code left} in all: one that another transfer or program holds is passed over. */
    private static void fromRange(EventLoop loop, InetAddress asked, TransferPorts.Range range, int at, int left, Optional<String> interfaceName,
            Supplier<ChannelHandler> handler, Promise<Channel> opened) {
        bind(loop, asked, range.first() + at, interfaceName, handler.get()).addListener((ChannelFutureListener) bound -> {
            if (bound.isSuccess()) {
                opened.setSuccess(bound.channel());
            } else if (left > 1 && Ports.isInUse(bound.cause())) {
                fromRange(loop, asked, range, (at + 1) % range.count(), left - 1, interfaceName, handler, opened);
            } else {
                opened.setFailure(bound.cause());
            }
        });
    }

    /** A client in lock step sends one packet and waits, so looking for a second at once would be a system call for nothing. */
    private static RecvByteBufAllocator oneAtATime() {
        return new FixedRecvByteBufAllocator(LONGEST_ANSWER).maxMessagesPerRead(1);
    }

    private static ChannelFuture bind(EventLoop loop, InetAddress asked, int port, Optional<String> interfaceName, ChannelHandler handler) {
        var bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> new EpollDatagramChannel(SocketProtocolFamily.INET))
                .option(ChannelOption.RECVBUF_ALLOCATOR, oneAtATime())
                .handler(handler);
        if (interfaceName.isPresent()) {
            ByteBuffer name = ByteBuffer.allocateDirect(IFNAMSIZ);
            name.put(interfaceName.get().getBytes(StandardCharsets.US_ASCII)).position(0).limit(IFNAMSIZ);
            bootstrap.option(new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ), name);
        }
        return bootstrap.bind(new InetSocketAddress(asked, port));
    }

    /** The largest block that leaves the interface of {@code own} in one piece: 1468 octets on plain Ethernet. Asks the kernel. */
    static int largestBlock(InetAddress own) {
        try {
            NetworkInterface of = NetworkInterface.getByInetAddress(own);
            return (of == null ? ETHERNET : of.getMTU()) - HEADERS;
        } catch (SocketException unknown) {
            return ETHERNET - HEADERS;
        }
    }
}
