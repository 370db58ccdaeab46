package dev.lamplighter.http.server;

import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Responder;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.stream.ChunkedWriteHandler;

/** The pipeline of HTTP/1.1 (RFC 9112). */
final class Http1 {

    private Http1() {}

    static void speak(ChannelPipeline pipeline, Responder<Question, Answer> site, Surroundings around, boolean encrypted) {
        HttpLimits limits = around.limits();
        var patience = new Patience(limits);
        pipeline.addLast(patience);
        pipeline.addLast(new HttpRequestDecoder(new HttpDecoderConfig().setMaxInitialLineLength(limits.line()).setMaxHeaderSize(limits.headers())));
        pipeline.addLast(new OneBuffer());
        if (encrypted) {
            pipeline.addLast(new ChunkedWriteHandler());
        }
        pipeline.addLast(new Conversation(site, around, patience));
    }
}
