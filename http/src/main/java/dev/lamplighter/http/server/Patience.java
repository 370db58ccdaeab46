package dev.lamplighter.http.server;

import dev.lamplighter.http.HttpLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long a connection is waited for: between requests, while a request comes in (however slowly it trickles), and while the client takes
 * nothing of its answer. Sees the octets before they are decoded. What ran out is told to the handlers behind as an {@link Expired}.
 */
final class Patience extends ChannelInboundHandlerAdapter {

    enum Expired { QUIET, HALF_SENT, STALLED }

    private enum Phase { QUIET, RECEIVING, ANSWERING, LINGERING }

    private static final long LINGER = Duration.ofSeconds(2).toNanos();

    private final long idle;
    private final long head;
    private Optional<ChannelHandlerContext> place = Optional.empty();
    private Optional<Future<?>> check = Optional.empty();
    private Phase phase = Phase.QUIET;
    private long since;
    private long due;
    private long progress;
    private LongSupplier ofFiles = () -> 0;

    Patience(HttpLimits limits) {
        idle = limits.idle().toNanos();
        head = limits.head().toNanos();
    }

    /** A request is complete; its answer is under way. */
    void answering() {
        phase = Phase.ANSWERING;
        since = now();
    }

    /** The answer goes out; {@code octets} counts what of its files has gone. */
    void sending(LongSupplier octets) {
        ofFiles = octets;
    }

    /** The answer is out. */
    void quiet() {
        phase = Phase.QUIET;
        since = now();
    }

    /** The last word is said; the client may still read it. */
    void lingering() {
        phase = Phase.LINGERING;
        since = now();
        watch(LINGER);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        place = Optional.of(ctx);
        quiet();
        watch(idle);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        check.ifPresent(scheduled -> scheduled.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object octets) {
        if (phase == Phase.QUIET) {
            phase = Phase.RECEIVING;
            since = now();
        }
        ctx.fireChannelRead(octets);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (phase == Phase.RECEIVING && due - now() > head) {
            watch(head);
        }
        ctx.fireChannelReadComplete();
    }

    private void watch(long nanos) {
        check.ifPresent(scheduled -> scheduled.cancel(false));
        due = now() + nanos;
        check = place.map(ctx -> ctx.executor().schedule(() -> look(ctx), nanos, TimeUnit.NANOSECONDS));
    }

    private void look(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (phase == Phase.ANSWERING && moved(ctx)) {
            since = now();
        }
        long left = since + limit() - now();
        watch(left > 0 ? left : idle);
        if (left <= 0) {
            ctx.fireUserEventTriggered(switch (phase) {
                case QUIET, LINGERING -> Expired.QUIET;
                case RECEIVING -> Expired.HALF_SENT;
                case ANSWERING -> Expired.STALLED;
            });
        }
    }

    private long limit() {
        return switch (phase) {
            case QUIET, ANSWERING -> idle;
            case RECEIVING -> head;
            case LINGERING -> LINGER;
        };
    }

    /** Whether the client took something since this was last asked, or there was nothing to take. */
    private boolean moved(ChannelHandlerContext ctx) {
        Channel channel = ctx.channel();
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        long before = progress;
        if (out == null) {
            // A stream of HTTP/2 has no buffer of its own, and tells only how much more it would take.
            long waiting = channel.config().getWriteBufferHighWaterMark() - channel.bytesBeforeUnwritable() + channel.bytesBeforeWritable();
            progress = 31 * ofFiles.getAsLong() + waiting;
            return waiting == 0 || progress != before;
        }
        if (out.isEmpty()) {
            return true;
        }
        progress = 31 * (31 * out.currentProgress() + out.totalPendingWriteBytes()) + out.size();
        return progress != before;
    }

    private long now() {
        return place.orElseThrow().executor().ticker().nanoTime();
    }
}
