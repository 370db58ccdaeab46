package dev.lamplighter.net.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server's TLS is made of, all PEM: its certificate chain with its own certificate first, the private key of that one (PKCS#8, PKCS#1 or
 * SEC1, not encrypted), and, where clients must show a certificate, the certificates that sign them.
 */
public record TlsFiles(Path chain, Path key, Optional<Path> clientCa) {

    /** A server that asks its clients for no certificate. */
    public TlsFiles(Path chain, Path key) {
        this(chain, key, Optional.empty());
    }

    List<Path> all() {
        return Stream.concat(Stream.of(chain, key), clientCa.stream()).toList();
    }
}
