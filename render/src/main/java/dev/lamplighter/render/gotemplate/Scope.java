package dev.lamplighter.render.gotemplate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of the variables that the parser has seen in one template, innermost last. */
final class Scope {

    private final List<String> names = new ArrayList<>(List.of("$"));
    private final Map<String, Integer> counts = new HashMap<>(Map.of("$", 1));

    boolean knows(String name) {
        return counts.getOrDefault(name, 0) > 0;
    }

    void add(String name) {
        names.add(name);
        counts.merge(name, 1, Integer::sum);
    }

    int mark() {
        return names.size();
    }

    /** Forgets what was added since {@link #mark}. */
    void release(int mark) {
        while (names.size() > mark) {
            counts.merge(names.removeLast(), -1, Integer::sum);
        }
    }
}
