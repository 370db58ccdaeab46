package dev.lamplighter.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An IPv6 address: 16 octets. */
public record Ip6(Bytes octets) implements IpAddress {

    public Ip6 {
        if (octets.length() != 16) {
            throw new IllegalArgumentException("an IPv6 address has 16 octets, not " + octets.length());
        }
    }

    /** Reads the textual form of RFC 4291 section 2.2, without a zone. */
    public static Optional<Ip6> parse(String text) {
        if (text.indexOf(':') < 0 || !text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)) {
            return Optional.empty();
        }
        try {
            byte[] octets = InetAddress.ofLiteral(text).getAddress();
            return octets.length == 16 ? Optional.of(new Ip6(Bytes.owned(octets))) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    @Override
    public InetAddress toInetAddress() {
        try {
            return Inet6Address.getByAddress(null, octets.toArray(), -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return toInetAddress().getHostAddress();
    }
}
