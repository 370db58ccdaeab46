package dev.lamplighter.rpc.server;

import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.ReloadingTls;
import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.net.tls.TlsListener;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.util.List;

/** TLS as HTTP/2 wants it (RFC 9113 section 9.2): ALPN {@code h2}, and no suite but those with forward secrecy and authenticated encryption. */
final class Http2Tls {

    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private Http2Tls() {}

    static ReloadingTls watching(TlsFiles files, TlsListener listener) throws BadPem {
        return ReloadingTls.watching(files, Http2Tls::recipe, listener, ReloadingTls.INTERVAL);
    }

    private static SslContextBuilder recipe(SslContextBuilder builder) {
        return builder.ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE).applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, "h2"));
    }
}
