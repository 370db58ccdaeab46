package dev.lamplighter.model;

import java.util.HexFormat;
import java.util.Optional;

/** A hardware address of 6, 8 or 20 octets. Its text is lower case, in pairs, with colons: {@code 52:54:00:a1:9c:ae}. */
public record Mac(Bytes octets) {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final HexFormat HYPHENS = HexFormat.ofDelimiter("-");

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
        return HYPHENS.formatHex(octets.toArray());
    }

    @Override
    public String toString() {
        return COLONS.formatHex(octets.toArray());
    }
}
