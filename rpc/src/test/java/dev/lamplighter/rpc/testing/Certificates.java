package dev.lamplighter.rpc.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate with its key, and those between it and its root. Made for a test; an elliptic curve, as that is quick. */
public record Certificates(X509Certificate certificate, KeyPair keys, List<X509Certificate> chain) {

    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

    /** What is to be made. */
    public record Wanted(String subject, Optional<KeyPurposeId> purpose, List<GeneralName> names, Instant from, Instant to, boolean authority) {

        static Wanted of(String subject) {
            return new Wanted(subject, Optional.empty(), List.of(), Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(Duration.ofDays(2)), false);
        }

        public Wanted purpose(KeyPurposeId one) {
            return new Wanted(subject, Optional.of(one), names, from, to, authority);
        }

        public Wanted name(int kind, String text) {
            var more = new ArrayList<>(names);
            more.add(new GeneralName(kind, text));
            return new Wanted(subject, purpose, more, from, to, authority);
        }

        public Wanted valid(Instant first, Instant last) {
            return new Wanted(subject, purpose, names, first, last, authority);
        }

        Wanted asAuthority() {
            return new Wanted(subject, purpose, names, from, to, true);
        }
    }

    /** A root. */
    public static Certificates authority(String subject) {
        return made(Wanted.of(subject).asAuthority(), Optional.empty());
    }

    public Certificates intermediate(String subject) {
        return made(Wanted.of(subject).asAuthority(), Optional.of(this));
    }

    /** A server on loopback. */
    public Certificates server() {
        return made(Wanted.of("CN=server").purpose(KeyPurposeId.id_kp_serverAuth).name(GeneralName.iPAddress, "127.0.0.1").name(GeneralName.dNSName, "localhost"),
                Optional.of(this));
    }

    public Certificates client(String subject) {
        return issue(wanted(subject).purpose(KeyPurposeId.id_kp_clientAuth));
    }

    public static Wanted wanted(String subject) {
        return Wanted.of(subject);
    }

    public Certificates issue(Wanted wanted) {
        return made(wanted, Optional.of(this));
    }

    private static Certificates made(Wanted wanted, Optional<Certificates> issuer) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            var subject = new X500Principal(wanted.subject());
            var builder = new JcaX509v3CertificateBuilder(issuer.map(by -> by.certificate().getSubjectX500Principal()).orElse(subject),
                    BigInteger.valueOf(SERIAL.incrementAndGet()), Date.from(wanted.from()), Date.from(wanted.to()), subject, keys.getPublic());
            extend(builder, wanted);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.map(Certificates::keys).orElse(keys).getPrivate());
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            var chain = new ArrayList<>(List.of(certificate));
            issuer.filter(by -> by.chain().size() > 1 || !by.isRoot()).ifPresent(by -> chain.addAll(by.chain()));
            return new Certificates(certificate, keys, List.copyOf(chain));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extend(JcaX509v3CertificateBuilder builder, Wanted wanted) throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(wanted.authority()));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(wanted.authority() ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        if (wanted.purpose().isPresent()) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(wanted.purpose().get()));
        }
        if (!wanted.names().isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, wanted.subject().isEmpty(), new GeneralNames(wanted.names().toArray(GeneralName[]::new)));
        }
    }

    private boolean isRoot() {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** Writes {@code NAME.crt}, with the chain, and {@code NAME.key}, each at once as a careful tool does. */
    public void write(Path folder, String name) throws IOException {
        replace(folder.resolve(name + ".key"), pem(new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded())));
        replace(folder.resolve(name + ".crt"), pem(chain.toArray()));
    }

    /** Writes several certificates into one file, as for a list of authorities. */
    public static void bundle(Path file, Certificates... all) throws IOException {
        var certificates = new ArrayList<Object>();
        for (Certificates each : all) {
            certificates.add(each.certificate());
        }
        replace(file, pem(certificates.toArray()));
    }

    private static void replace(Path file, String text) throws IOException {
        Path beside = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(Object... objects) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        }
        return text.toString();
    }
}
