package dev.lamplighter.console.metrics;

import java.util.HashSet;
import java.util.Set;

/** The values of a label that are told apart: the first ones that come, up to a bound; whatever comes later is {@value #OTHER}. Not safe for several threads. */
final class Words {

    static final String OTHER = "other";

    private final int most;
    private final Set<String> known = new HashSet<>();

    Words(int most) {
        this.most = most;
    }

    String of(String word) {
        return known.contains(word) || (known.size() < most && known.add(word)) ? word : OTHER;
    }
}
