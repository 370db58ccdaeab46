package dev.lamplighter.cli.certs;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold for a certificate at one moment. Every rule says what it found in a sentence; {@code what} is the sentence's subject. */
final class CertificateRules {

    /** For which end of a connection a certificate is. */
    enum Role {
        SERVER("1.3.6.1.5.5.7.3.1", "serverAuth"), CLIENT("1.3.6.1.5.5.7.3.2", "clientAuth");

        private final String oid;
        private final String word;

        Role(String oid, String word) {
            this.oid = oid;
            this.word = word;
        }
    }

    private static final String ANY_USE = "2.5.29.37.0";
    private static final Duration SOON = Duration.ofDays(30);
    private static final int LONGEST_CHAIN = 10;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Instant now;

    CertificateRules(Instant now) {
        this.now = now;
    }

    Finding dates(String what, X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            return Finding.error(what + " is not good before " + TO_THE_MINUTE.format(from) + ", and this host's clock says " + TO_THE_MINUTE.format(now)
                    + ": set the clock, or wait");
        }
        if (now.isAfter(until)) {
            return Finding.error(what + " expired at " + TO_THE_MINUTE.format(until) + " (this host's clock says " + TO_THE_MINUTE.format(now)
                    + "): issue a new one");
        }
        long days = Duration.between(now, until).toDays();
        return now.plus(SOON).isAfter(until)
                ? Finding.warning(what + " expires in " + days + (days == 1 ? " day" : " days") + ", at " + TO_THE_MINUTE.format(until) + ": issue a new one in time")
                : Finding.ok(what + " is good until " + TO_THE_MINUTE.format(until));
    }

    /** What is wrong with its use in that role; empty where nothing is. */
    List<Finding> use(String what, X509Certificate certificate, Role role) {
        var wrong = new ArrayList<Finding>();
        var uses = uses(certificate);
        if (uses.isPresent() && !uses.get().contains(role.oid) && !uses.get().contains(ANY_USE)) {
            wrong.add(Finding.error(what + " is not for this end of a connection: its extended key usage lacks " + role.word
                    + (uses.get().contains(role == Role.SERVER ? Role.CLIENT.oid : Role.SERVER.oid) ? " (client and server certificate changed places?)" : "")));
        }
        boolean[] keyUsage = certificate.getKeyUsage();
        if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE]) {
            wrong.add(Finding.error(what + " may not sign (its key usage lacks digitalSignature), which TLS 1.3 needs"));
        }
        if (certificate.getPublicKey() instanceof RSAKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
            wrong.add(Finding.error(what + " has an RSA key of " + rsa.getModulus().bitLength() + " bits; TLS libraries want " + LEAST_RSA_BITS + " at least"));
        }
        return wrong;
    }

    private static Optional<List<String>> uses(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException unreadable) {
            return Optional.of(List.of());
        }
    }

    /** Whether one of {@code authorities} stands behind the first certificate of {@code chain}; {@code holder} is the file of the authorities. */
    Finding chain(String what, List<X509Certificate> chain, List<X509Certificate> authorities, String holder) {
        var path = new ArrayList<X509Certificate>();
        X509Certificate current = chain.getFirst();
        while (path.size() < LONGEST_CHAIN) {
            path.add(current);
            X509Certificate last = current;
            var anchor = authorities.stream().filter(authority -> isSignedBy(last, authority)).findFirst();
            if (anchor.isPresent()) {
                return validated(what, path, anchor.get(), holder);
            }
            if (authorities.contains(last)) {
                return Finding.ok(what + " stands in " + holder + " itself");
            }
            var next = chain.stream().filter(other -> !path.contains(other) && isSignedBy(last, other)).findFirst();
            if (next.isEmpty()) {
                return broken(what, last, chain, authorities, holder);
            }
            current = next.get();
        }
        return Finding.error(what + " has a chain of more than " + LONGEST_CHAIN + " certificates");
    }

    private static Finding broken(String what, X509Certificate last, List<X509Certificate> chain, List<X509Certificate> authorities, String holder) {
        var issuer = last.getIssuerX500Principal();
        boolean sameName = Stream.concat(authorities.stream(), chain.stream()).anyMatch(other -> !other.equals(last) && other.getSubjectX500Principal().equals(issuer));
        if (sameName) {
            return Finding.error(what + " was issued by " + issuer + ", but by another key than that of the same name in " + holder
                    + ": the authority was made anew, and both ends must have certificates of the same one");
        }
        String held = authorities.stream().map(authority -> authority.getSubjectX500Principal().toString()).distinct().limit(5).collect(Collectors.joining(" and "));
        String selfSigned = last.getSubjectX500Principal().equals(issuer) ? " (it signed itself)" : "";
        return Finding.error(what + " was issued by " + issuer + selfSigned + ", and " + holder + " holds " + held
                + ": take the certificates of that authority, or add the intermediate certificate that is missing");
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate by) {
        if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
            return false;
        }
        try {
            PublicKey key = by.getPublicKey();
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** Everything else that RFC 5280 asks of a chain, but for the dates, which have a rule of their own. */
    private static Finding validated(String what, List<X509Certificate> path, X509Certificate anchor, String holder) {
        try {
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(common(path));
            CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Finding.ok(what + " was issued by " + anchor.getSubjectX500Principal() + " in " + holder);
        } catch (CertPathValidatorException refused) {
            return Finding.error(what + " is signed by " + holder + ", but its chain is not good: " + refused.getMessage());
        } catch (GeneralSecurityException unusable) {
            return Finding.error(what + " has a chain that cannot be checked: " + unusable.getMessage());
        }
    }

    /** A moment at which all of the path is good, where there is one. */
    private static Date common(List<X509Certificate> path) {
        return path.stream().map(X509Certificate::getNotBefore).max(Date::compareTo).orElseThrow();
    }
}
