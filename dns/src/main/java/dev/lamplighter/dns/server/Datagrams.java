package dev.lamplighter.dns.server;

import dev.lamplighter.dns.DnsSettings;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Questions in datagrams. Several are read and written by one system call each, so answers leave when the batch is read. */
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {

    /** Longer ones are cut off and thus malformed. */
    private static final int LARGEST_QUESTION = 2048;
    private static final int BATCH = 16;
    private static final int KERNEL_BUFFER = 1 << 20;

    private final Answering answering;
    private final DnsSettings.Listen listen;
    private volatile Optional<Listener> listener = Optional.empty();

    Datagrams(Answering answering, DnsSettings.Listen listen) {
        this.answering = answering;
        this.listen = listen;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (context.channel() instanceof EpollDatagramChannel channel) {
            channel.config().setMaxDatagramPayloadSize(LARGEST_QUESTION);
            channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LARGEST_QUESTION * BATCH));
            channel.config().setReceiveBufferSize(KERNEL_BUFFER);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        InetSocketAddress from = datagram.sender();
        Bytes octets = Bytes.owned(ByteBufUtil.getBytes(datagram.content()));
        answering.take(octets, Transport.UDP, listener(context), from, context.alloc(), new Answering.Asker() {
            @Override
            public void reply(ByteBuf message) {
                send(context, new DatagramPacket(message, from));
            }

            @Override
            public void silence() {}
        });
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** An error of the socket belongs to a datagram that is lost already; the socket goes on. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Listener here = listener(context);
        answering.lost(here, here.local(), new Reason("dns-socket", "the socket reported: " + cause));
    }

    /** An answer that cannot be sent (no route, a full buffer) is lost, as datagrams are: the asker asks again. */
    private void send(ChannelHandlerContext context, DatagramPacket answer) {
        InetSocketAddress to = answer.recipient();
        ChannelFuture sending = context.executor().inEventLoop() ? context.write(answer) : context.writeAndFlush(answer);
        sending.addListener(sent -> {
            if (!sent.isSuccess()) {
                answering.lost(listener(context), to, new Reason("dns-send", "an answer could not be sent: " + sent.cause()));
            }
        });
    }

    private Listener listener(ChannelHandlerContext context) {
        if (listener.isEmpty()) {
            listener = Optional.of(Listener.of(listen, (InetSocketAddress) context.channel().localAddress()));
        }
        return listener.get();
    }
}
