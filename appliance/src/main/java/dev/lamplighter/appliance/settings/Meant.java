package dev.lamplighter.appliance.settings;

import java.util.Comparator;
import java.util.stream.Stream;

/** Guesses which of the known words a mistyped one was meant to be. */
final class Meant {

    private Meant() {}

    /** {@code " (did you mean x?)"}, or nothing where no word is near. */
    static String among(String word, Stream<String> known) {
        return known.min(Comparator.comparingInt(other -> distance(word, other)))
                .filter(nearest -> distance(word, nearest) <= Math.max(2, word.length() / 3))
                .map(nearest -> " (did you mean " + nearest + "?)")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int up = row[j];
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = up;
            }
        }
        return row[b.length()];
    }
}
