package dev.lamplighter.http.server;

import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Responder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;

/** After the TLS handshake: HTTP/2 where the client offered it (ALPN, RFC 7301), else HTTP/1.1. */
final class Negotiation extends ApplicationProtocolNegotiationHandler {

    /** In the clear, from below the TLS handler, for who came by plain HTTP. */
    private static final String NOT_TLS = """
            HTTP/1.0 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Connection: close\r
            X-Lamplighter-Reason: tls\r
            \r
            this port speaks HTTPS
            """;

    private final Responder<Question, Answer> site;
    private final Surroundings around;
    private boolean told;

    Negotiation(Responder<Question, Answer> site, Surroundings around) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.site = site;
        this.around = around;
    }

    /** What the server's side of a handshake must know for this. */
    static SslContextBuilder offer(SslContextBuilder tls) {
        return tls.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT, ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1));
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            Http2.speak(ctx.pipeline(), site, around);
        } else {
            Http1.speak(ctx.pipeline(), site, around, true);
        }
    }

    /** The handler of TLS tells this right before it closes the connection. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        var tls = ctx.pipeline().context(SslHandler.class);
        if (tls != null && event instanceof SslHandshakeCompletionEvent shaken && shaken.cause() instanceof NotSslRecordException) {
            tls.writeAndFlush(Unpooled.copiedBuffer(NOT_TLS, StandardCharsets.US_ASCII)).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
        exceptionCaught(ctx, cause);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!told && Refusals.isTls(cause)) {
            told = true;
            around.reporter().malformed(around.wire(), Refusals.reason(cause));
        }
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }
}
