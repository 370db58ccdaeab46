package dev.lamplighter.http.server;

import dev.lamplighter.http.HttpLimits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long a connection is waited for: between requests, while a request comes in (however slowly it trickles), and while the client takes
 * nothing of its answer. Sees the octets before they are decoded. What ran out is told to the handlers behind as an {@link Expired}.
 */
final class Patience extends ChannelInboundHandlerAdapter {

    enum Expired { QUIET, HALF_SENT, STALLED }

    private enum Phase { QUIET, RECEIVING, ANSWERING }

    private final long idle;
    private final long head;
    private Phase phase = Phase.QUIET;
    private long since;
    private long progress;
    private long due = Long.MAX_VALUE;
    private Future<?> check;

    Patience(HttpLimits limits) {
        idle = limits.idle().toNanos();
        head = limits.head().toNanos();
    }

    /** A request is complete; its answer is under way. */
    void answering() {
        phase = Phase.ANSWERING;
    }

    /** The answer is out. */
    void quiet(ChannelHandlerContext ctx) {
        phase = Phase.QUIET;
        since = now(ctx);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        since = now(ctx);
        watch(ctx, idle);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        check.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object octets) {
        if (phase == Phase.QUIET) {
            phase = Phase.RECEIVING;
            since = now(ctx);
        }
        ctx.fireChannelRead(octets);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (phase == Phase.RECEIVING && due - now(ctx) > head) {
            check.cancel(false);
            watch(ctx, head);
        }
        ctx.fireChannelReadComplete();
    }

    private void watch(ChannelHandlerContext ctx, long nanos) {
        due = now(ctx) + nanos;
        check = ctx.executor().schedule(() -> look(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (phase == Phase.ANSWERING && moved(ctx)) {
            since = now(ctx);
        }
        long left = since + (phase == Phase.RECEIVING ? head : idle) - now(ctx);
        if (left > 0) {
            watch(ctx, left);
            return;
        }
        watch(ctx, idle);
        ctx.fireUserEventTriggered(switch (phase) {
            case QUIET -> Expired.QUIET;
            case RECEIVING -> Expired.HALF_SENT;
            case ANSWERING -> Expired.STALLED;
        });
    }

    /** Whether the client took something since this was last asked, or there was nothing to take. */
    private boolean moved(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
        if (out == null || out.isEmpty()) {
            return true;
        }
        long before = progress;
        progress = 31 * (31 * out.currentProgress() + out.totalPendingWriteBytes()) + out.size();
        return progress != before;
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }
}
