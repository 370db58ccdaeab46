package dev.lamplighter.dns.packet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Optional;

/**
 * A domain name in wire form, spelled as it was asked. Names are equal without regard to the case of ASCII letters (RFC 4343 section 3), so
 * that a name can be looked up as it came and still be echoed exactly.
 */
public final class DnsName {

    /** RFC 1035 section 2.3.4. */
    static final int LONGEST = 255;
    static final int LONGEST_LABEL = 63;

    private final byte[] octets;
    private final int start;
    private int hash;

    /** Takes {@code octets} over: whole labels from {@code start} up to the empty one, which ends the array. */
    DnsName(byte[] octets, int start) {
        this.octets = octets;
        this.start = start;
    }

    /**
     * Reads a name as a person writes it, with or without the dot at the end; {@code .} is the root. Throws
     * {@link IllegalArgumentException} with a sentence where a label is empty, too long or not printable ASCII.
     */
    public static DnsName of(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() && text.isEmpty()) {
            throw new IllegalArgumentException("a DNS name is empty");
        }
        if (!name.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("not a DNS name, write its ASCII form: " + text);
        }
        if (name.length() + 2 > LONGEST) {
            throw new IllegalArgumentException("a DNS name is longer than 253 characters: " + text);
        }
        byte[] octets = new byte[name.isEmpty() ? 1 : name.length() + 2];
        int at = 0;
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LONGEST_LABEL) {
                throw new IllegalArgumentException("a label of a DNS name has 1 to 63 characters: " + text);
            }
            octets[at++] = (byte) label.length();
            System.arraycopy(label.getBytes(US_ASCII), 0, octets, at, label.length());
            at += label.length();
        }
        return new DnsName(octets, 0);
    }

    /** The name without its first label; empty for the root. */
    public Optional<DnsName> parent() {
        return isRoot() ? Optional.empty() : Optional.of(new DnsName(octets, start + 1 + octets[start]));
    }

    public boolean isRoot() {
        return octets[start] == 0;
    }

    /** Octets on the wire, the last label's included. */
    public int length() {
        return octets.length - start;
    }

    /** The octet at {@code index} of the wire form. */
    byte at(int index) {
        return octets[start + index];
    }

    void write(ByteBuf out) {
        out.writeBytes(octets, start, length());
    }

    /** The wire form. */
    public byte[] toArray() {
        return Arrays.copyOfRange(octets, start, octets.length);
    }

    /** Whether {@code other} is this name in this very spelling. */
    public boolean isSpelledAs(DnsName other) {
        return Arrays.equals(octets, start, octets.length, other.octets, other.start, other.octets.length);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DnsName that) || that.length() != length()) {
            return false;
        }
        for (int i = 0; i < length(); i++) {
            if (lower(at(i)) != lower(that.at(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            int sum = 1;
            for (int i = start; i < octets.length; i++) {
                sum = 31 * sum + lower(octets[i]);
            }
            hash = sum;
        }
        return hash;
    }

    /** The presentation form of RFC 1035 section 5.1 without the dot at the end; what is not printable becomes {@code \DDD}. */
    @Override
    public String toString() {
        if (isRoot()) {
            return ".";
        }
        var text = new StringBuilder(length());
        for (int at = start; octets[at] != 0; at += 1 + octets[at]) {
            if (at > start) {
                text.append('.');
            }
            for (int i = at + 1; i <= at + octets[at]; i++) {
                append(text, octets[i] & 0xff);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int c) {
        if (c <= ' ' || c >= 127) {
            text.append('\\').append((char) ('0' + c / 100)).append((char) ('0' + c / 10 % 10)).append((char) ('0' + c % 10));
        } else {
            if (c == '.' || c == '\\' || c == '"' || c == ';' || c == '(' || c == ')' || c == '@' || c == '$') {
                text.append('\\');
            }
            text.append((char) c);
        }
    }

    /** Lengths are at most 63, below every letter, so the whole wire form can be treated alike. */
    private static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
    }
}
