package dev.lamplighter.net.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/** The server's side of TLS 1.2 and 1.3, by the JDK. */
public final class ServerTls {

    private ServerTls() {}

    /** Reads the files and checks that key and certificate belong together. Waits for the disk. */
    public static SslContext context(TlsFiles files) throws BadPem {
        return context(files, UnaryOperator.identity());
    }

    /** The same; {@code recipe} adds what the protocol needs. */
    static SslContext context(TlsFiles files, UnaryOperator<SslContextBuilder> recipe) throws BadPem {
        List<X509Certificate> chain = chain(files.chain());
        PrivateKey key = PrivateKeys.read(files.key());
        if (!belongTogether(key, chain.getFirst())) {
            throw new BadPem(files.key() + " is not the key of the certificate in " + files.chain());
        }
        try {
            var builder = SslContextBuilder.forServer(key, chain).sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2");
            if (files.clientCa().isPresent()) {
                builder.trustManager(chain(files.clientCa().get())).clientAuth(ClientAuth.REQUIRE);
            }
            return recipe.apply(builder).build();
        } catch (SSLException unusable) {
            throw new BadPem(files.chain() + " cannot be used for TLS: " + unusable.getMessage(), unusable);
        }
    }

    static List<X509Certificate> chain(Path file) throws BadPem {
        var chain = new ArrayList<X509Certificate>();
        for (PemBlocks.Block block : PemBlocks.read(file)) {
            if (block.label().equals("CERTIFICATE")) {
                try {
                    var certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der().toArray()));
                    chain.add((X509Certificate) certificate);
                } catch (CertificateException damaged) {
                    throw new BadPem(file + ": certificate " + (chain.size() + 1) + " is damaged", damaged);
                }
            }
        }
        if (chain.isEmpty()) {
            throw new BadPem(file + " holds no certificate in PEM form");
        }
        return chain;
    }

    static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] sample = {1, 2, 3};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(sample);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(sample);
            return verifying.verify(signature);
        } catch (GeneralSecurityException anotherKind) {
            return false;
        }
    }
}
