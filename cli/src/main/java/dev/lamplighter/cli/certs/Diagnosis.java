package dev.lamplighter.cli.certs;

import dev.lamplighter.cli.certs.CertificateRules.Role;
import dev.lamplighter.cli.certs.Met.Ending;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a conversation with a server tells of the certificates at both ends. Pure. */
final class Diagnosis {

    private final CertificateRules rules;
    private final String endpoint;
    private final String host;
    private final String caFile;
    private final List<X509Certificate> authorities;
    private final Optional<Credentials> client;

    /** {@code authorities} are those of {@code caFile}; none where there is no such file. */
    Diagnosis(CertificateRules rules, String endpoint, String host, String caFile, List<X509Certificate> authorities, Optional<Credentials> client) {
        this.rules = rules;
        this.endpoint = endpoint;
        this.host = host;
        this.caFile = caFile;
        this.authorities = List.copyOf(authorities);
        this.client = client;
    }

    List<Finding> of(Met met) {
        return switch (met) {
            case Met.Unreachable(String why) -> List.of(Finding.error(endpoint + " " + why));
            case Met.NotTls(String speaks) -> List.of(Finding.error(endpoint + " does not speak TLS but " + speaks
                    + ": is this the HTTP port? gRPC has a port of its own (-rpc-address)"));
            case Met.Tls tls -> of(tls);
        };
    }

    private List<Finding> of(Met.Tls tls) {
        var findings = new ArrayList<Finding>();
        if (!tls.chain().isEmpty()) {
            server(tls.chain(), findings);
        }
        switch (tls.ending()) {
            case Ending.Completed(String version, String protocol) -> completed(tls, version, protocol, findings);
            case Ending.Alert(String name) -> findings.add(Finding.error(refusal(tls, name)));
            case Ending.HungUp() -> findings.add(Finding.error(endpoint + " hung up during the handshake "
                    + (tls.asked() ? "after it had asked for a client certificate, so it probably refused ours: " + suspicion(tls) : "without saying why; its log may say more")));
            case Ending.TimedOut() -> findings.add(Finding.error(endpoint + " took the connection but does not go on with the handshake; is it a TLS port, and is the server in trouble?"));
            case Ending.Failed(String why) -> findings.add(Finding.error("the handshake with " + endpoint + " failed at this end: " + why));
        }
        return findings;
    }

    private void server(List<X509Certificate> chain, List<Finding> findings) {
        var certificate = chain.getFirst();
        String what = "the server's certificate";
        if (!authorities.isEmpty()) {
            findings.add(rules.chain(what + " (" + certificate.getSubjectX500Principal() + ")", chain, authorities, caFile));
        }
        findings.add(CertificateNames.check(certificate, host));
        findings.add(rules.dates(what, certificate));
        for (X509Certificate above : chain.subList(1, chain.size())) {
            var dates = rules.dates("the certificate of " + above.getSubjectX500Principal() + " in the server's chain", above);
            if (dates.level() != Finding.Level.OK) {
                findings.add(dates);
            }
        }
        findings.addAll(rules.use(what, certificate, Role.SERVER));
    }

    private void completed(Met.Tls tls, String version, String protocol, List<Finding> findings) {
        if (!protocol.equals("h2")) {
            findings.add(Finding.error(endpoint + " speaks TLS but not HTTP/2" + (protocol.isEmpty() ? "" : " (" + protocol + " instead)")
                    + ": this is probably an HTTPS port; gRPC has one of its own"));
        } else if (!tls.asked()) {
            findings.add(Finding.warning(endpoint + " asks for no client certificate: this is an HTTPS port, or anybody may change its catalog"));
        } else {
            findings.add(Finding.ok(endpoint + " accepted the handshake (" + version + ", " + protocol + ")"
                    + client.map(ours -> " and the client's certificate (" + ours.subject() + ")").orElse(" without a client certificate")));
        }
    }

    private String refusal(Met.Tls tls, String alert) {
        return switch (alert) {
            case "certificate_required" -> endpoint + " wants a client certificate and " + (client.isEmpty() ? "there was none to show" : "did not take ours")
                    + " (alert " + alert + "): " + (client.isEmpty() ? "name one with --cert-file and --key-file" : suspicion(tls));
            case "bad_certificate", "certificate_unknown", "unsupported_certificate", "unknown_ca", "certificate_expired", "certificate_revoked",
                 "access_denied", "decrypt_error" -> endpoint + " refused the client's certificate"
                    + client.map(ours -> " (" + ours.subject() + ")").orElse("") + " by the alert " + alert + ": " + suspicion(tls);
            case "handshake_failure" -> endpoint + " gave up the handshake (alert " + alert + "): "
                    + (tls.asked() ? suspicion(tls) : "it knows no cipher suite that this client offers");
            case "protocol_version" -> endpoint + " speaks neither TLS 1.2 nor TLS 1.3 (alert " + alert + "): it is too old, or set to be";
            case "unrecognized_name" -> endpoint + " knows no server of the name " + host + " (alert " + alert + ")";
            case "no_application_protocol" -> endpoint + " speaks neither HTTP/2 nor HTTP/1.1 (alert " + alert + ")";
            default -> endpoint + " gave up the handshake by the alert " + alert + "; its log may say more";
        };
    }

    /** What is probably wrong with the client's certificate. */
    private String suspicion(Met.Tls tls) {
        if (client.isEmpty()) {
            return "there was none to show; name one with --cert-file and --key-file";
        }
        Credentials ours = client.get();
        String issuer = ours.chain().getLast().getIssuerX500Principal().toString();
        boolean known = tls.accepts().isEmpty() || tls.accepts().stream().anyMatch(ours.chain().getLast().getIssuerX500Principal().getName()::equals);
        if (!known) {
            return "it accepts clients of " + String.join(" and ", tls.accepts()) + ", and ours was issued by " + issuer;
        }
        var own = new ArrayList<Finding>();
        own.add(rules.dates("it", ours.certificate()));
        own.addAll(rules.use("it", ours.certificate(), Role.CLIENT));
        return own.stream().filter(Finding::isError).findFirst().map(Finding::sentence)
                .orElse("it was issued by " + issuer + "; see that this is the authority in the server's ca.crt, that it is the same one and not a newer"
                        + " of the same name, and that the server's clock is right");
    }
}
