package dev.lamplighter.cli.certs;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of one's own, and what it issues (RFC 5280). */
final class Authority {

    /** How keys are made. */
    enum Keys { EC_P256, RSA_3072 }

    /** What a certificate is for. */
    enum Purpose { SERVER, CLIENT }

    /** From when until when a certificate is good. */
    record Term(Instant from, Instant until) {}

    /** A certificate and the key that belongs to it. */
    record Issued(X509Certificate certificate, KeyPair keys) {}

    private final Issued own;
    private final Keys kind;
    private final SecureRandom random;

    private Authority(Issued own, Keys kind, SecureRandom random) {
        this.own = own;
        this.kind = kind;
        this.random = random;
    }

    static Authority create(String name, Keys kind, Term term) {
        var random = new SecureRandom();
        KeyPair keys = pair(kind, random);
        var subject = named(name);
        try {
            var builder = new JcaX509v3CertificateBuilder(subject, serial(random), Date.from(term.from()), Date.from(term.until()), subject, keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return new Authority(new Issued(signed(builder, keys, kind), keys), kind, random);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("this JDK cannot make certificates", impossible);
        }
    }

    Issued own() {
        return own;
    }

    /** A certificate for one end of a connection, signed by this authority. */
    Issued issue(String name, Purpose purpose, List<AltName> names, Term term) {
        KeyPair keys = pair(kind, random);
        int uses = KeyUsage.digitalSignature | (kind == Keys.RSA_3072 ? KeyUsage.keyEncipherment : 0);
        try {
            var identifiers = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(own.certificate(), serial(random), Date.from(term.from()), Date.from(term.until()), named(name), keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(uses))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(id(purpose)))
                    .addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(keys.getPublic()))
                    .addExtension(Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(own.keys().getPublic()));
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, general(names));
            }
            return new Issued(signed(builder, own.keys(), kind), keys);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("this JDK cannot make certificates", impossible);
        }
    }

    private static KeyPurposeId id(Purpose purpose) {
        return switch (purpose) {
            case SERVER -> KeyPurposeId.id_kp_serverAuth;
            case CLIENT -> KeyPurposeId.id_kp_clientAuth;
        };
    }

    private static KeyPair pair(Keys kind, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(kind == Keys.RSA_3072 ? "RSA" : "EC");
            generator.initialize(kind == Keys.RSA_3072 ? 3072 : 256, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK cannot make keys", impossible);
        }
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(127, random).add(BigInteger.ONE);
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static GeneralNames general(List<AltName> names) {
        return new GeneralNames(names.stream().map(name -> switch (name) {
            case AltName.Dns(String host) -> new GeneralName(GeneralName.dNSName, host);
            case AltName.Address address -> new GeneralName(GeneralName.iPAddress, address.toString());
        }).toArray(GeneralName[]::new));
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, KeyPair by, Keys kind) throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder(kind == Keys.RSA_3072 ? "SHA256withRSA" : "SHA256withECDSA").build(by.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
        } catch (OperatorCreationException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }
}
