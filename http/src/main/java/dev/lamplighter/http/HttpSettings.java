package dev.lamplighter.http;

import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.signing.Signer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What the HTTP door needs to know. It listens on every address of {@code listen}. With {@code compatMatchbox} an unclean path below
 * {@code /assets/} is redirected as Matchbox does it; without, it is served in place, as shim asks for {@code //grubx64.efi} and follows no
 * redirect. Without {@code assets} there is no {@code /assets/}. With {@code tls} every socket speaks HTTPS only. With {@code signer} every
 * document has its signature at its name with {@code .sig} or {@code .asc}; without, there is nothing at these names.
 */
public record HttpSettings(List<InetSocketAddress> listen, boolean compatMatchbox, boolean assets, Optional<TlsFiles> tls, HttpLimits limits,
        Optional<Signer> signer) {

    public HttpSettings {
        listen = List.copyOf(listen);
    }

    /** Without signatures. */
    public HttpSettings(List<InetSocketAddress> listen, boolean compatMatchbox, boolean assets, Optional<TlsFiles> tls, HttpLimits limits) {
        this(listen, compatMatchbox, assets, tls, limits, Optional.empty());
    }

    public HttpSettings signedBy(Optional<Signer> by) {
        return new HttpSettings(listen, compatMatchbox, assets, tls, limits, by);
    }

    /** Plain HTTP with assets and the default limits. */
    public static HttpSettings on(InetSocketAddress... listen) {
        return new HttpSettings(List.of(listen), false, true, Optional.empty(), HttpLimits.DEFAULT);
    }
}
