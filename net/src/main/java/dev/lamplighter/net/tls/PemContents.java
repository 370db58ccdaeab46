package dev.lamplighter.net.tls;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What PEM files hold, for clients and for whoever looks into them. Each call waits for the disk. */
public final class PemContents {

    private PemContents() {}

    /** The certificates of a file in their order; one at least. */
    public static List<X509Certificate> certificates(Path file) throws BadPem {
        return List.copyOf(ServerTls.chain(file));
    }

    /** The first private key of a file (PKCS#8, PKCS#1 or SEC1, not encrypted). */
    public static PrivateKey key(Path file) throws BadPem {
        return PrivateKeys.read(file);
    }

    /** Whether what the key signs is good under the certificate. */
    public static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        return ServerTls.belongTogether(key, certificate);
    }
}
