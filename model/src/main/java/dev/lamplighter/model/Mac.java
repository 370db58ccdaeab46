package dev.lamplighter.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.Optional;

/** A hardware address of 6, 8 or 20 octets. Its text is lower case, in pairs, with colons: {@code 52:54:00:a1:9c:ae}. */
public record Mac(Bytes octets) {

    private static final HexFormat HEX = HexFormat.of();

    /** Of six octets in pairs with a character between, which is how nearly all of them come. */
    private static final int USUAL = 17;
    private static final int OCTETS = 6;

    public Mac {
        int length = octets.length();
        if (length != 6 && length != 8 && length != 20) {
            throw new IllegalArgumentException("a hardware address has 6, 8 or 20 octets, not " + length);
        }
    }

    /** Reads what {@link #parse} reads; throws {@link IllegalArgumentException} on anything else. */
    public static Mac of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a hardware address: " + text));
    }

    /**
     * Reads the forms that Matchbox takes: pairs separated all by {@code :} or all by {@code -}, groups of four digits separated by
     * {@code .}, or bare digits; any letter case.
     */
    public static Optional<Mac> parse(String text) {
        return text.length() == USUAL && (text.charAt(2) == ':' || text.charAt(2) == '-') ? usual(text) : other(text);
    }

    private static Optional<Mac> usual(String text) {
        char separator = text.charAt(2);
        byte[] octets = new byte[OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            int at = 3 * i;
            char high = text.charAt(at);
            char low = text.charAt(at + 1);
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low) || (i < OCTETS - 1 && text.charAt(at + 2) != separator)) {
                return Optional.empty();
            }
            octets[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return Optional.of(new Mac(Bytes.owned(octets)));
    }

    private static Optional<Mac> other(String text) {
        var digits = new StringBuilder(40);
        if (text.length() > 2 && (text.charAt(2) == ':' || text.charAt(2) == '-')) {
            if (!split(text, 2, text.charAt(2), digits)) {
                return Optional.empty();
            }
        } else if (text.length() > 4 && text.charAt(4) == '.') {
            if (!split(text, 4, '.', digits)) {
                return Optional.empty();
            }
        } else {
            digits.append(text);
        }
        int length = digits.length();
        if (length != 12 && length != 16 && length != 40) {
            return Optional.empty();
        }
        for (int i = 0; i < length; i++) {
            if (!HexFormat.isHexDigit(digits.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Mac(Bytes.hex(digits.toString())));
    }

    private static boolean split(String text, int group, char separator, StringBuilder digits) {
        for (int i = 0; i < text.length(); i++) {
            boolean border = i % (group + 1) == group;
            if (border != (text.charAt(i) == separator)) {
                return false;
            }
            if (!border) {
                digits.append(text.charAt(i));
            }
        }
        return text.length() % (group + 1) == group;
    }

    /** The form of iPXE's {@code ${mac:hexhyp}}: {@code 52-54-00-a1-9c-ae}. */
    public String hyphenated() {
        return pairs('-');
    }

    @Override
    public String toString() {
        return pairs(':');
    }

    private String pairs(char separator) {
        byte[] text = new byte[3 * octets.length() - 1];
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            text[3 * i] = (byte) HEX.toHighHexDigit(octet);
            text[3 * i + 1] = (byte) HEX.toLowHexDigit(octet);
            if (3 * i + 2 < text.length) {
                text[3 * i + 2] = (byte) separator;
            }
        }
        return new String(text, ISO_8859_1);
    }
}
