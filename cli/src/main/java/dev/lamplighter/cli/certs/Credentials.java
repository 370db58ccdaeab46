package dev.lamplighter.cli.certs;

import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.PemContents;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate with its chain and its key, and the files they came from. */
record Credentials(Path certFile, List<X509Certificate> chain, Path keyFile, PrivateKey key) {

    Credentials {
        chain = List.copyOf(chain);
    }

    static Credentials read(Path certFile, Path keyFile) throws BadPem {
        return new Credentials(certFile, PemContents.certificates(certFile), keyFile, PemContents.key(keyFile));
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    boolean fit() {
        return PemContents.belongTogether(key, certificate());
    }

    String subject() {
        return certificate().getSubjectX500Principal().toString();
    }
}
