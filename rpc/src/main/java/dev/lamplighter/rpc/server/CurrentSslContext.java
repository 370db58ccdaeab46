package dev.lamplighter.rpc.server;

import dev.lamplighter.net.tls.ReloadingTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * The TLS of the moment for a server that wants one context for its whole life. Each context has its own sessions, so nobody resumes one that
 * another CA has vouched for.
 */
final class CurrentSslContext extends SslContext {

    private final ReloadingTls tls;

    CurrentSslContext(ReloadingTls tls) {
        this.tls = tls;
    }

    @Override
    public boolean isClient() {
        return false;
    }

    @Override
    public List<String> cipherSuites() {
        return tls.current().cipherSuites();
    }

    /** Netty has deprecated the type for users, not for contexts. */
    @Override
    @SuppressWarnings("deprecation")
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return tls.current().applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        return tls.current().newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
        return tls.current().newEngine(allocator, peerHost, peerPort);
    }

    @Override
    public SSLSessionContext sessionContext() {
        return tls.current().sessionContext();
    }
}
