package dev.lamplighter.store.catalog;

/** Go's folding of a JSON key: ASCII letters without case, and the two letters outside ASCII whose capitals lie inside it. */
final class FoldedKey {

    private FoldedKey() {}

    static String of(String key) {
        var folded = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            folded.append(switch (c) {
                case '\u017F' -> 's';
                case '\u212A' -> 'k';
                default -> c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            });
        }
        return folded.toString();
    }
}
