package dev.lamplighter.store.catalog;

import java.util.Comparator;

/** The order of texts by their UTF-8 octets, which is that of their code points and not that of Java's characters. */
final class Utf8Order implements Comparator<String> {

    static final Utf8Order ASCENDING = new Utf8Order();

    private Utf8Order() {}

    @Override
    public int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** A surrogate is half of a code point above U+FFFF, so it comes after every other character. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
