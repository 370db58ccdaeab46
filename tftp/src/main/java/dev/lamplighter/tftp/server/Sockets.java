package dev.lamplighter.tftp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The socket of one transfer, and what its path carries. */
final class Sockets {

    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IFNAMSIZ = 16;

    /** Clients send acknowledgements and short error messages. */
    private static final int LONGEST_ANSWER = 600;

    /** IP header, UDP header, TFTP header. */
    private static final int HEADERS = 20 + 8 + 4;

    private static final int ETHERNET = 1500;

    private Sockets() {}

    /** Binds a fresh port of the address that was asked, on the interface that was asked; never waits. */
    static ChannelFuture open(EventLoop loop, InetAddress asked, Optional<String> interfaceName, ChannelHandler handler) {
        var bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> new EpollDatagramChannel(SocketProtocolFamily.INET))
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST_ANSWER))
                .handler(handler);
        if (interfaceName.isPresent()) {
            ByteBuffer name = ByteBuffer.allocateDirect(IFNAMSIZ);
            name.put(interfaceName.get().getBytes(StandardCharsets.US_ASCII)).position(0).limit(IFNAMSIZ);
            bootstrap.option(new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ), name);
        }
        return bootstrap.bind(new InetSocketAddress(asked, 0));
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
