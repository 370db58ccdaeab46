package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Segment;
import dev.lamplighter.net.RawFrames;
import dev.lamplighter.net.UdpFrame;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;

/** One socket of a segment: hands datagrams to its {@link Conversation} and sends what that answers. */
final class DhcpSocket extends SimpleChannelInboundHandler<DatagramPacket> implements Outgoing {

    private final Segment segment;
    private final int port;
    private final Optional<RawFrames> frames;
    private final Conversation conversation;
    private volatile Optional<Channel> channel = Optional.empty();

    DhcpSocket(DhcpService service, int port, Optional<RawFrames> frames, Rates rates, Conversation.Shared shared) {
        this.segment = service.segment();
        this.port = port;
        this.frames = frames;
        this.conversation = new Conversation(segment, port, port == Destination.SERVER_PORT ? service.onServerPort() : service.onBootServerPort(), this, rates,
                shared);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = Optional.of(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        conversation.hear(Bytes.owned(ByteBufUtil.getBytes(datagram.content())), datagram.sender());
    }

    /** An error of the socket (ICMP, interface down) concerns one datagram; the socket serves on. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        conversation.failed(cause);
    }

    @Override
    public void send(Bytes datagram, Destination to) {
        switch (to) {
            case Destination.Unicast unicast -> write(datagram, new InetSocketAddress(unicast.address().toInetAddress(), unicast.port()));
            case Destination.Broadcast _ -> broadcast(datagram);
            case Destination.Station station -> {
                Bytes packet = UdpFrame.build(segment.advertise(), port, station.yiaddr(), Destination.CLIENT_PORT, datagram);
                if (frames.isEmpty() || !frames.get().send(station.chaddr(), packet)) {
                    broadcast(datagram);
                }
            }
        }
    }

    private void broadcast(Bytes datagram) {
        write(datagram, new InetSocketAddress(Ip4.BROADCAST.toInetAddress(), Destination.CLIENT_PORT));
    }

    private void write(Bytes datagram, InetSocketAddress to) {
        channel.ifPresent(open -> open.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(datagram.toArray()), to)).addListener(written -> {
            if (!written.isSuccess()) {
                conversation.failed(written.cause());
            }
        }));
    }
}
