package dev.lamplighter.cli.certs;

import dev.lamplighter.cli.certs.CertificateRules.Role;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.PemContents;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into files of certificates and keys. */
public final class PemLook {

    private final CertificateRules rules;

    PemLook(CertificateRules rules) {
        this.rules = rules;
    }

    /** What there is to say of a server's files; {@code ca} is the authority of its clients, where there is one. */
    public static List<Finding> ofServer(Path cert, Path key, Optional<Path> ca, Instant now) {
        var look = new PemLook(new CertificateRules(now));
        var findings = new ArrayList<Finding>();
        ca.ifPresent(file -> look.authorities(file, findings));
        look.pair(cert, key, cert, List.of(), Optional.of(Role.SERVER), findings);
        return findings;
    }

    List<X509Certificate> authorities(Path ca, List<Finding> findings) {
        try {
            var authorities = PemContents.certificates(ca);
            for (X509Certificate authority : authorities) {
                String what = "the authority " + authority.getSubjectX500Principal() + " in " + ca;
                findings.add(rules.dates(what, authority));
                if (authority.getBasicConstraints() < 0) {
                    findings.add(Finding.error(what + " is the certificate of no authority (basic constraints: not a CA)"));
                }
            }
            return authorities;
        } catch (BadPem bad) {
            findings.add(Finding.error(bad.getMessage()));
            return List.of();
        }
    }

    Optional<Credentials> pair(Path cert, Path key, Path ca, List<X509Certificate> authorities, Optional<Role> role, List<Finding> findings) {
        Credentials read;
        try {
            read = Credentials.read(cert, key);
        } catch (BadPem bad) {
            findings.add(Finding.error(bad.getMessage()));
            return Optional.empty();
        }
        String what = cert + " (" + read.subject() + ")";
        findings.add(rules.dates(what, read.certificate()));
        findings.add(read.fit() ? Finding.ok(key + " is its key") : Finding.error(key + " is not the key of " + cert + ": they come from different pairs"));
        if (!authorities.isEmpty()) {
            findings.add(rules.chain(cert.toString(), read.chain(), authorities, ca.toString()));
        }
        role.ifPresent(as -> findings.addAll(rules.use(cert.toString(), read.certificate(), as)));
        if (role.filter(Role.SERVER::equals).isPresent()) {
            var names = CertificateNames.names(read.certificate());
            findings.add(names.isEmpty() ? Finding.error(cert + " has no alternative names, so no client accepts it: issue one with --san")
                    : Finding.ok(cert + " names " + String.join(", ", names)));
        }
        return Optional.of(read);
    }
}
