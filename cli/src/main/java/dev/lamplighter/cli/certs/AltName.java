package dev.lamplighter.cli.certs;

import dev.lamplighter.cli.UsageException;
import dev.lamplighter.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A name by which clients reach a server, as its certificate holds it (RFC 5280 section 4.2.1.6). */
sealed interface AltName {

    record Dns(String name) implements AltName {
        @Override
        public String toString() {
            return name;
        }
    }

    record Address(IpAddress address) implements AltName {
        @Override
        public String toString() {
            return address.toInetAddress().getHostAddress();
        }
    }

    Pattern NAME = Pattern.compile("(?=.{1,253}$)(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*");

    /** Reads {@code DNS.1:matchbox.example.com,IP.1:127.0.0.1}; the part before the colon may be left out. */
    static List<AltName> parse(String list) throws UsageException {
        var names = new ArrayList<AltName>();
        for (String item : list.split(",", -1)) {
            if (!item.isBlank()) {
                AltName name = one(item.strip());
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            throw new UsageException("no name in \"" + list + "\"; write DNS.1:matchbox.example.com,IP.1:127.0.0.1");
        }
        return names;
    }

    /** A host name or an address, where the text is one. */
    static Optional<AltName> of(String text) {
        var address = IpAddress.parse(text);
        if (address.isPresent()) {
            return address.map(Address::new);
        }
        boolean digitsAndDots = text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return !digitsAndDots && NAME.matcher(text).matches() ? Optional.of(new Dns(text)) : Optional.empty();
    }

    private static AltName one(String item) throws UsageException {
        var typed = Pattern.compile("(DNS|IP)(?:\\.\\d+)?[:=](.*)", Pattern.CASE_INSENSITIVE).matcher(item);
        var name = typed.matches() ? of(typed.group(2).strip()) : of(item);
        boolean wrongType = typed.matches() && name.isPresent() && name.get() instanceof Address != typed.group(1).equalsIgnoreCase("IP");
        if (name.isEmpty() || wrongType) {
            throw new UsageException("\"" + item + "\" is no name for a certificate; write DNS.1:matchbox.example.com or IP.1:127.0.0.1");
        }
        return name.get();
    }
}
