package dev.lamplighter.http.server;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends an HTTP/2 connection that has had no stream for too long, whatever else it sends, or when the door closes; running streams may finish. */
final class Http2Manners extends ChannelInboundHandlerAdapter {

    private final Http2Connection connection;
    private final Surroundings around;
    private Optional<Future<?>> check = Optional.empty();
    private boolean used;

    Http2Manners(Http2Connection connection, Surroundings around) {
        this.connection = connection;
        this.around = around;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamActive(Http2Stream stream) {
                used = true;
            }

            @Override
            public void onStreamClosed(Http2Stream stream) {
                used = true;
            }
        });
        watch(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        check.ifPresent(scheduled -> scheduled.cancel(false));
    }

    private void watch(ChannelHandlerContext ctx) {
        check = Optional.of(ctx.executor().schedule(() -> look(ctx), around.limits().idle().toNanos(), TimeUnit.NANOSECONDS));
    }

    private void look(ChannelHandlerContext ctx) {
        if (!used && connection.numActiveStreams() == 0) {
            close(ctx);
        } else {
            used = false;
            watch(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Visitors.Farewell.LEAVE) {
            close(ctx);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            around.reporter().malformed(around.wire(), Refusals.reason(cause));
        }
        if (!(cause instanceof Http2Exception)) {
            // Those the codec ends by itself, and names the error to the client.
            close(ctx);
        }
    }

    private static void close(ChannelHandlerContext ctx) {
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }
}
