package dev.lamplighter.http.server;

import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Responder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.time.Duration;

/**
 * The pipeline of HTTP/2 (RFC 9113). Each stream is a conversation of one request, as on a connection of its own, so the answers are those of
 * HTTP/1.1. Netty's codec bounds floods of control frames, empty frames and continuations.
 */
final class Http2 {

    private static final int STREAMS = 64;
    private static final int RESETS = 200;
    private static final Duration RESET_WINDOW = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private Http2() {}

    static void speak(ChannelPipeline pipeline, Responder<Question, Answer> site, Surroundings around) {
        HttpLimits limits = around.limits();
        int window = (int) RESET_WINDOW.toSeconds();
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(STREAMS).maxHeaderListSize(limits.line() + limits.headers()))
                .decoderEnforceMaxRstFramesPerWindow(RESETS, window)
                .encoderEnforceMaxRstFramesPerWindow(RESETS, window)
                .gracefulShutdownTimeoutMillis(FAREWELL.toMillis())
                .build();
        pipeline.addLast(codec);
        pipeline.addLast(new Http2MultiplexHandler(new Stream(site, around)));
        pipeline.addLast(new Http2Manners(codec.connection(), around));
    }

    /** Builds the pipeline of each stream. */
    private static final class Stream extends ChannelInitializer<Channel> {

        private final Responder<Question, Answer> site;
        private final Surroundings around;

        Stream(Responder<Question, Answer> site, Surroundings around) {
            this.site = site;
            this.around = around;
        }

        @Override
        protected void initChannel(Channel stream) {
            var patience = new Patience(around.limits());
            stream.pipeline().addLast(patience, new Http2StreamFrameToHttpObjectCodec(true), new AsContent(), new ChunkedWriteHandler(),
                    new Conversation(site, around, patience));
        }
    }

    /** A piece of a file is content of the answer. */
    private static final class AsContent extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ctx.write(message instanceof ByteBuf octets ? new DefaultHttpContent(octets) : message, promise).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }
}
