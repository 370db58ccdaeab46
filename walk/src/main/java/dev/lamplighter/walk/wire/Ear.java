package dev.lamplighter.walk.wire;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.PacketListener;
import dev.lamplighter.net.PacketSocket;
import dev.lamplighter.net.Udp;
import dev.lamplighter.net.UdpFrame;
import dev.lamplighter.walk.Heard;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends DHCP messages as a client without an address, and hears every answer on an interface, for whomever it is. A packet socket hears other hosts; what a server
 * on this host sends never comes in there, so an ordinary socket listens too, and sends where it can, as only its broadcasts reach that server.
 */
final class Ear implements AutoCloseable {

    static final int SERVER_PORT = 67;
    static final int CLIENT_PORT = 68;

    private static final Mac EVERYBODY = Mac.of("ff:ff:ff:ff:ff:ff");
    private static final int WAITING = 1000;

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(WAITING);
    private final Map<Ip4, Mac> stations = new ConcurrentHashMap<>();
    private final Loops loops;
    private final PacketListener packets;
    private final Optional<EpollDatagramChannel> client;
    private final Optional<EpollDatagramChannel> relay;

    private Ear(String interfaceName, Loops loops, Optional<Ip4> relay) throws CannotWalk {
        this.loops = loops;
        this.packets = PacketListener.start(interfaceName, PacketSocket.Hears.TO_DHCP_CLIENTS, this::hear)
                .orElseThrow(() -> new CannotWalk(CannotWalk.Why.NO_PERMISSION, "this process may not send as a client without an address: run it as root, or give it CAP_NET_RAW"));
        this.client = relay.isPresent() ? Optional.empty() : channel(interfaceName, new InetSocketAddress(CLIENT_PORT));
        try {
            this.relay = relay.isEmpty() ? Optional.empty()
                    : Optional.of(Udp.open(loops, "a relay", new InetSocketAddress(relay.get().toInetAddress(), SERVER_PORT), Optional.empty(), handler()));
        } catch (CannotListen taken) {
            packets.close();
            throw new CannotWalk(CannotWalk.Why.NO_PERMISSION, "cannot be the relay " + relay.orElse(Ip4.NONE) + " (" + taken.getMessage()
                    + "): it must be an address of this host, on which nothing serves DHCP");
        }
    }

    static Ear open(String interfaceName, Optional<Ip4> relay) throws CannotWalk {
        var loops = new Loops(1);
        try {
            return new Ear(interfaceName, loops, relay);
        } catch (CannotWalk cannot) {
            loops.close();
            throw cannot;
        }
    }

    /** Where another client of this host holds the port, the packet socket is enough to hear other hosts. */
    private Optional<EpollDatagramChannel> channel(String interfaceName, InetSocketAddress at) {
        try {
            return Optional.of(Udp.open(loops, "a client", at, Optional.of(interfaceName), handler()));
        } catch (CannotListen taken) {
            return Optional.empty();
        }
    }

    private ChannelHandler handler() {
        return new SimpleChannelInboundHandler<DatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
                Datagrams.inDatagram(Bytes.owned(ByteBufUtil.getBytes(datagram.content())), Ip4.of(datagram.sender().getAddress())).ifPresent(heard::offer);
            }

            // An error of the socket concerns one datagram, which is not heard.
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
        };
    }

    private void hear(PacketSocket.Heard packet) {
        Datagrams.inPacket(packet.packet()).ifPresent(answer -> {
            stations.put(answer.server(), packet.from());
            heard.offer(answer);
        });
    }

    /** Forgets what was heard before a question. */
    void clear() {
        heard.clear();
    }

    /** The next answer within {@code wait}. */
    Optional<Heard> next(Duration wait) {
        try {
            return Optional.ofNullable(heard.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** To everybody on the segment; false where it could not go out. */
    boolean broadcast(Bytes datagram) {
        if (client.isPresent() && write(client.get(), datagram, new InetSocketAddress(Ip4.BROADCAST.toInetAddress(), SERVER_PORT))) {
            return true;
        }
        return packets.socket().send(EVERYBODY, UdpFrame.build(Ip4.NONE, CLIENT_PORT, Ip4.BROADCAST, SERVER_PORT, datagram));
    }

    /** From the relay's port; to everybody where no server is named. */
    boolean relay(Ip4 from, Optional<Ip4> server, Bytes datagram) {
        if (server.isPresent()) {
            return write(relay.orElseThrow(), datagram, new InetSocketAddress(server.get().toInetAddress(), SERVER_PORT));
        }
        return packets.socket().send(EVERYBODY, UdpFrame.build(from, SERVER_PORT, Ip4.BROADCAST, SERVER_PORT, datagram));
    }

    /** From an address that no interface has, to a server that was heard. */
    boolean unicast(Ip4 from, Ip4 server, Bytes datagram) {
        return packets.socket().send(stations.getOrDefault(server, EVERYBODY), UdpFrame.build(from, CLIENT_PORT, server, SERVER_PORT, datagram));
    }

    private static boolean write(EpollDatagramChannel channel, Bytes datagram, InetSocketAddress to) {
        return channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(datagram.toArray()), to)).awaitUninterruptibly().isSuccess();
    }

    @Override
    public void close() {
        packets.close();
        client.ifPresent(channel -> channel.close().awaitUninterruptibly());
        relay.ifPresent(channel -> channel.close().awaitUninterruptibly());
        loops.close();
    }
}
