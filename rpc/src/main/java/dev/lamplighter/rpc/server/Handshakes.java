package dev.lamplighter.rpc.server;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.Wire;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Optional;

/** Tells why a connection was refused before its first call. Who connects and says nothing is not worth a line. */
final class Handshakes extends ChannelInboundHandlerAdapter {

    private static final int DEEPEST_CAUSE = 8;

    private final Reporter reporter;

    Handshakes(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            Wire wire = wire(ctx);
            tls.handshakeFuture().addListener(shaken -> {
                if (!shaken.isSuccess()) {
                    reason(shaken.cause()).ifPresent(reason -> reporter.turnedAway(wire, reason));
                } else if (tls.applicationProtocol() == null) {
                    reporter.turnedAway(wire, new Reason("no-h2", "the client does not offer HTTP/2 (ALPN h2): it is no gRPC client, or a very old one"));
                }
            });
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(message);
    }

    private static Wire wire(ChannelHandlerContext ctx) {
        return new Wire("", (InetSocketAddress) ctx.channel().remoteAddress(), (InetSocketAddress) ctx.channel().localAddress());
    }

    /** Empty where the client just went away. */
    static Optional<Reason> reason(Throwable failure) {
        Throwable deepest = failure;
        for (int i = 0; i < DEEPEST_CAUSE && deepest.getCause() != null; i++) {
            deepest = deepest.getCause();
            if (deepest instanceof CertificateException) {
                break;
            }
        }
        String why = String.valueOf(deepest.getMessage());
        if (failure instanceof NotSslRecordException) {
            return Optional.of(new Reason("not-tls", "the client speaks without TLS, which gRPC here never does"));
        }
        if (failure instanceof SslHandshakeTimeoutException) {
            return Optional.of(new Reason("handshake-timeout", "the TLS handshake was begun and not completed in time"));
        }
        if (why.contains("Empty client certificate chain")) {
            return Optional.of(new Reason("no-client-certificate", "the client showed no certificate: give it one that the CA in rpc.ca has signed"));
        }
        if (deepest instanceof CertificateException) {
            return Optional.of(new Reason("client-certificate", "the client's certificate is not accepted: " + why));
        }
        return failure instanceof ClosedChannelException ? Optional.empty() : Optional.of(new Reason("handshake", "the TLS handshake failed: " + why));
    }
}
