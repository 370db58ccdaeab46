package dev.lamplighter.store.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes text out of octets, and gives the same object for the same short text where it was made lately: a hundred thousand files have their
 * keys and many of their values in common. Bounded; several threads may use it, and at worst a text is made once more.
 */
final class SharedText {

    private static final int LONGEST = 24;
    private static final String[] LATELY = new String[4096];

    private SharedText() {}

    static String of(byte[] text, int from, int length) {
        if (length > LONGEST) {
            return new String(text, from, length, UTF_8);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            if (text[i] < 0) {
                return new String(text, from, length, UTF_8);
            }
            hash = 31 * hash + text[i];
        }
        int slot = (hash ^ hash >>> 12) & (LATELY.length - 1);
        String known = LATELY[slot];
        if (known != null && isSame(known, text, from, length)) {
            return known;
        }
        String made = new String(text, from, length, UTF_8);
        LATELY[slot] = made;
        return made;
    }

    private static boolean isSame(String known, byte[] text, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
