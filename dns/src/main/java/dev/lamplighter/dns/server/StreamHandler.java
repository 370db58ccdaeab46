package dev.lamplighter.dns.server;

import dev.lamplighter.dns.DnsLimits;
import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection. Its questions may overtake each other (RFC 7766 section 6.2.1.1). The next is read only while few of them wait and the
 * client takes its answers; one that sends no whole question for a while is closed (section 6.2.3).
 */
final class StreamHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private final Answering answering;
    private final Listener listener;
    private final InetSocketAddress from;
    private final DnsLimits limits;
    private int waiting;
    private Reading reading = Reading.NOT;
    private Optional<ScheduledFuture<?>> deadline = Optional.empty();

    StreamHandler(Answering answering, Listener listener, InetSocketAddress from, DnsLimits limits) {
        this.answering = answering;
        this.listener = listener;
        this.from = from;
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        restartDeadline(context);
        readNext(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf question) {
        reading = Reading.NOT;
        waiting++;
        restartDeadline(context);
        Bytes octets = Bytes.owned(ByteBufUtil.getBytes(question));
        answering.take(octets, Transport.TCP, listener, from, context.alloc(), new Answering.Asker() {
            @Override
            public void reply(ByteBuf message) {
                context.executor().execute(() -> send(context, message));
            }

            @Override
            public void silence() {
                context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            }
        });
        readNext(context);
    }

    /** What was read held no whole question, so the read that was asked for is still owed. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (reading == Reading.NOW) {
            context.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readNext(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.ifPresent(timer -> timer.cancel(false));
    }

    /** A frame that is too long, or a connection that was reset: nothing more can be said on it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answering.lost(listener, from, new Reason("dns-stream", "the connection is closed: " + cause));
        context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private void send(ChannelHandlerContext context, ByteBuf message) {
        waiting--;
        context.write(context.alloc().buffer(2).writeShort(message.readableBytes())).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        context.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        readNext(context);
    }

    private void readNext(ChannelHandlerContext context) {
        if (reading == Reading.NOT && waiting < limits.pipelined() && context.channel().isWritable()) {
            reading = Reading.SOON;
            context.executor().execute(() -> {
                reading = Reading.NOW;
                context.read();
            });
        }
    }

    private void restartDeadline(ChannelHandlerContext context) {
        deadline.ifPresent(timer -> timer.cancel(false));
        deadline = Optional.of(context.executor().schedule(() -> expire(context), limits.idle().toMillis(), TimeUnit.MILLISECONDS));
    }

    private void expire(ChannelHandlerContext context) {
        if (waiting > 0) {
            restartDeadline(context);
        } else {
            context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    /** Whether a question is asked of the socket. {@code SOON}: by a task of the loop, so that a heap of small questions does not nest. */
    private enum Reading { NOT, SOON, NOW }
}
