package dev.lamplighter.cli.remote;

import java.util.Locale;

/** Text from a server or a file, fit for a line on a terminal. */
public final class Printable {

    private Printable() {}

    /**
     * {@code text} with each control character, which might move the cursor or end the line, written as an escape; so are those that turn the direction of
     * writing, are not seen, or are half a character.
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isHostile)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else if (isHostile(c)) {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isHostile(int c) {
        return Character.isISOControl(c) || switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
