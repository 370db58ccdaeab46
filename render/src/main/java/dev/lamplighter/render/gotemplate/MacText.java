package dev.lamplighter.render.gotemplate;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Hardware addresses of 6, 8 or 20 octets as Go's {@code net.ParseMAC} reads them: pairs separated all by {@code :} or all by {@code -}, groups of
 * four digits separated by {@code .}, or bare digits.
 */
final class MacText {

    private MacText() {}

    /** The same address in lower-case pairs with colons. */
    static Optional<String> canonical(String text) {
        return digits(text).filter(digits -> digits.length() == 12 || digits.length() == 16 || digits.length() == 40)
                .flatMap(MacText::inPairs);
    }

    /** Empty where one is no digit. */
    private static Optional<String> inPairs(String digits) {
        var pairs = new StringBuilder(digits.length() * 3 / 2);
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (!HexFormat.isHexDigit(digit)) {
                return Optional.empty();
            }
            if (i > 0 && i % 2 == 0) {
                pairs.append(':');
            }
            pairs.append(Character.toLowerCase(digit));
        }
        return Optional.of(pairs.toString());
    }

    private static Optional<String> digits(String text) {
        if (text.length() > 2 && (text.charAt(2) == ':' || text.charAt(2) == '-')) {
            return without(text, text.charAt(2), 2);
        }
        return text.length() > 4 && text.charAt(4) == '.' ? without(text, '.', 4) : Optional.of(text);
    }

    /** The text without a separator that must stand after each {@code group} characters, and only there. */
    private static Optional<String> without(String text, char separator, int group) {
        var digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean border = i % (group + 1) == group;
            if (border != (text.charAt(i) == separator)) {
                return Optional.empty();
            }
            if (!border) {
                digits.append(text.charAt(i));
            }
        }
        return text.length() % (group + 1) == group ? Optional.of(digits.toString()) : Optional.empty();
    }
}
