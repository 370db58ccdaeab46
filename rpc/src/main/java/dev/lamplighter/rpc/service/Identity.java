package dev.lamplighter.rpc.service;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;

/**
 * Who a client's certificate says it is: its subject, and its alternative names as {@code DNS:node1.lab}, {@code email:ops@lab},
 * {@code URI:spiffe://lab/terraform} and {@code IP:192.0.2.7}. Names of hosts are in lower case.
 */
public record Identity(X500Principal subject, SortedSet<String> names) {

    private static final Map<Integer, String> KINDS = Map.of(1, "email:", 2, "DNS:", 6, "URI:", 7, "IP:");

    /** X.500 has no short name for it, and people write it so. */
    private static final Map<String, String> EMAIL_ADDRESS = Map.of("1.2.840.113549.1.9.1", "emailAddress");

    public Identity {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** A certificate whose names cannot be read has none. */
    public static Identity of(X509Certificate certificate) {
        return new Identity(certificate.getSubjectX500Principal(), alternative(certificate));
    }

    private static TreeSet<String> alternative(X509Certificate certificate) {
        var names = new TreeSet<String>();
        Collection<List<?>> written;
        try {
            written = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException unreadable) {
            return names;
        }
        for (List<?> name : written == null ? Set.<List<?>>of() : written) {
            if (name.get(0) instanceof Integer kind && KINDS.containsKey(kind) && name.get(1) instanceof String text) {
                names.add(alternative(KINDS.get(kind), text));
            }
        }
        return names;
    }

    static String alternative(String kind, String text) {
        return kind + (kind.equals("DNS:") ? text.toLowerCase(Locale.ROOT) : text);
    }

    /** The subject as RFC 2253 writes it, or the first alternative name where there is no subject. */
    @Override
    public String toString() {
        String text = subject.getName(X500Principal.RFC2253, EMAIL_ADDRESS);
        return !text.isEmpty() ? text : names.isEmpty() ? "a certificate without a name" : names.first();
    }
}
