package dev.lamplighter.cli.certs;

import dev.lamplighter.model.IpAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Under which names a server's certificate is good (RFC 9525); its common name does not count any more. */
final class CertificateNames {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;
    private static final int MOST_TOLD = 20;

    private CertificateNames() {}

    static Finding check(X509Certificate certificate, String host) {
        var names = names(certificate);
        if (names.isEmpty()) {
            return Finding.error("the server's certificate has no alternative names (its name " + certificate.getSubjectX500Principal()
                    + " does not count for clients): issue one with --san " + host);
        }
        if (names.stream().anyMatch(name -> covers(name, host))) {
            return Finding.ok("the server's certificate names " + host);
        }
        return Finding.error("the server's certificate is not for " + host + "; it names " + told(names)
                + ": reach the server by one of these, or issue a certificate with --san " + host);
    }

    private static String told(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_TOLD))) + (names.size() > MOST_TOLD ? ", …" : "");
    }

    static List<String> names(X509Certificate certificate) {
        var names = new ArrayList<String>();
        try {
            var entries = certificate.getSubjectAlternativeNames();
            if (entries != null) {
                for (List<?> entry : entries) {
                    if (entry.get(0).equals(DNS) || entry.get(0).equals(ADDRESS)) {
                        names.add(String.valueOf(entry.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
        return names;
    }

    private static boolean covers(String name, String host) {
        Optional<IpAddress> address = IpAddress.parse(host);
        if (address.isPresent()) {
            return IpAddress.parse(name).equals(address);
        }
        String pattern = name.toLowerCase(Locale.ROOT);
        String asked = host.toLowerCase(Locale.ROOT);
        int dot = asked.indexOf('.');
        return pattern.equals(asked) || (pattern.startsWith("*.") && dot > 0 && pattern.substring(1).equals(asked.substring(dot)));
    }
}
