package dev.lamplighter.rpc.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Which of the CA's clients may call; none named: all of them. */
public record Allowed(List<Entry> entries) {

    public static final Allowed ALL = new Allowed(List.of());

    public Allowed {
        entries = List.copyOf(entries);
    }

    /** What one entry names. */
    public sealed interface Entry {

        /** {@code CN=terraform}: every subject with this common name, whatever else it holds. */
        record CommonName(Rdn name) implements Entry {}

        /** {@code CN=terraform,O=lab}: this subject and no other. */
        record Subject(X500Principal subject) implements Entry {}

        /** {@code DNS:node1.lab}, {@code URI:…}, {@code email:…} or {@code IP:…}: every certificate with this alternative name. */
        record Alternative(String name) implements Entry {}

        /** Reads an entry; empty where it is none. */
        static Optional<Entry> parse(String text) {
            Optional<String> kind = Stream.of("DNS:", "URI:", "email:", "IP:").filter(prefix -> text.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT)))
                    .findFirst();
            if (kind.isPresent()) {
                String name = text.substring(kind.get().length());
                return name.isBlank() ? Optional.empty() : Optional.of(new Alternative(Identity.alternative(kind.get(), name)));
            }
            try {
                var subject = new X500Principal(text);
                var parts = new LdapName(text).getRdns();
                boolean commonName = parts.size() == 1 && parts.getFirst().getType().equalsIgnoreCase("CN");
                boolean empty = parts.isEmpty() || parts.stream().anyMatch(part -> part.getValue().toString().isBlank());
                return empty ? Optional.empty() : Optional.of(commonName ? new CommonName(parts.getFirst()) : new Subject(subject));
            } catch (IllegalArgumentException | InvalidNameException none) {
                return Optional.empty();
            }
        }

        private boolean names(Identity client) {
            return switch (this) {
                case CommonName(Rdn name) -> parts(client.subject()).contains(name);
                case Subject(X500Principal subject) -> subject.equals(client.subject());
                case Alternative(String name) -> client.names().contains(name);
            };
        }

        private static List<Rdn> parts(X500Principal subject) {
            try {
                return new LdapName(subject.getName(X500Principal.RFC2253)).getRdns();
            } catch (InvalidNameException unreadable) {
                return List.of();
            }
        }
    }

    public boolean everybody() {
        return entries.isEmpty();
    }

    public boolean allows(Identity client) {
        return everybody() || entries.stream().anyMatch(entry -> entry.names(client));
    }
}
