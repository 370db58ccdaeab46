package dev.lamplighter.http.packet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Percent-encoding of paths (RFC 3986 section 2.1). Text from the wire holds one octet in each char, as Netty reads it; text that was decoded
 * here is text, and octets that are not UTF-8 became U+FFFD.
 */
public final class Percent {

    private static final String UNRESERVED = "-_.~";
    private static final String KEPT_IN_PATHS = "$&+,/:;=@";
    private static final String ALSO_VALID_IN_PATHS = "!'()*[]%";

    private Percent() {}

    /** The octets of a wire text as UTF-8 text, escapes left as they are. */
    public static String text(String wire) {
        return new String(wire.getBytes(ISO_8859_1), UTF_8);
    }

    /** The text behind the escapes; empty when a {@code %} is not followed by two hexadecimal digits. */
    public static Optional<String> decode(String wire) {
        byte[] octets = new byte[wire.length()];
        int length = 0;
        for (int i = 0; i < wire.length(); i++) {
            char c = wire.charAt(i);
            if (c != '%') {
                octets[length++] = (byte) c;
                continue;
            }
            int high = hex(wire, i + 1);
            int low = hex(wire, i + 2);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            octets[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Optional.of(new String(octets, 0, length, UTF_8));
    }

    /** {@code text} as a path: what a path may not hold as it is becomes UTF-8 escapes. */
    public static String encodePath(String text) {
        return encode(text.getBytes(UTF_8));
    }

    /** A reference to {@code name} beside the page it stands on; a colon must not make it look like a scheme (RFC 3986 section 4.2). */
    public static String relative(String name) {
        String path = encodePath(name);
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        return colon >= 0 && (slash < 0 || colon < slash) ? "./" + path : path;
    }

    /** A wire path as it may stand in a header: kept where it is valid, else encoded anew from what it decodes to. */
    static String normalised(String wirePath) {
        for (int i = 0; i < wirePath.length(); i++) {
            char c = wirePath.charAt(i);
            if (!isPlain(c) && ALSO_VALID_IN_PATHS.indexOf(c) < 0) {
                return decode(wirePath).map(Percent::encodePath).orElse(wirePath);
            }
        }
        return wirePath;
    }

    /** A wire text with every octet beyond ASCII escaped, as Go writes it into {@code Location}. */
    public static String ascii(String text) {
        var out = new StringBuilder(text.length());
        for (byte octet : text.getBytes(UTF_8)) {
            if (octet < 0) {
                out.append('%').append(Integer.toHexString(octet & 0xff));
            } else {
                out.append((char) octet);
            }
        }
        return out.toString();
    }

    private static int hex(String wire, int index) {
        return index < wire.length() && HexFormat.isHexDigit(wire.charAt(index)) ? HexFormat.fromHexDigit(wire.charAt(index)) : -1;
    }

    private static String encode(byte[] octets) {
        var out = new StringBuilder(octets.length + 16);
        for (byte octet : octets) {
            char c = (char) (octet & 0xff);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append('%').append(digit(c >> 4)).append(digit(c & 15));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return isBetween('a', c, 'z') || isBetween('A', c, 'Z') || isBetween('0', c, '9') || UNRESERVED.indexOf(c) >= 0
                || KEPT_IN_PATHS.indexOf(c) >= 0;
    }

    private static boolean isBetween(char first, char c, char last) {
        return first <= c && c <= last;
    }

    private static char digit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }
}
