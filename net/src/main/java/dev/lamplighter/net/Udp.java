package dev.lamplighter.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.RawUnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Opens IPv4 datagram sockets. */
public final class Udp {

    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IFNAMSIZ = 16;

    private Udp() {}

    /**
     * Binds a socket that may broadcast. With {@code interfaceName} it sees only what arrives on that interface and sends only there
     * (SO_BINDTODEVICE). {@code service} names the asker in the error message. Waits for the bind, so not for event loops.
     */
    public static EpollDatagramChannel open(Loops loops, String service, InetSocketAddress at, Optional<String> interfaceName, ChannelHandler handler)
            throws CannotListen {
        var bootstrap = new Bootstrap()
                .group(loops.group())
                .channelFactory(() -> new EpollDatagramChannel(SocketProtocolFamily.INET))
                .option(ChannelOption.SO_BROADCAST, true)
                .handler(handler);
        if (interfaceName.isPresent()) {
            ByteBuffer name = ByteBuffer.allocateDirect(IFNAMSIZ);
            name.put(interfaceName.get().getBytes(US_ASCII)).position(0).limit(IFNAMSIZ);
            bootstrap.option(new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ), name);
        }
        ChannelFuture bound = bootstrap.bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw Ports.refusal(service, "udp", at, interfaceName, bound.cause());
        }
        var channel = (EpollDatagramChannel) bound.channel();
        if (interfaceName.isPresent() && !interfaceName.get().equals(boundInterface(channel))) {
            channel.close().awaitUninterruptibly();
            throw new CannotListen(service + ": udp " + at.getPort() + " could not be bound to the interface " + interfaceName.get()
                    + ": run as root, or give this process CAP_NET_RAW", new IOException("SO_BINDTODEVICE was refused"));
        }
        return channel;
    }

    /** The interface that the socket is bound to: Netty only logs an option that the kernel refuses. */
    private static String boundInterface(EpollDatagramChannel channel) {
        ByteBuffer name = channel.config().getOption(new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ));
        return name == null ? "" : US_ASCII.decode(name).toString().replaceFirst("\0.*", "");
    }
}
