package dev.lamplighter.boot;

import dev.lamplighter.model.Labels;

/**
 * A thing of the boot by name, for whom. One Ask whichever door it came through. {@code query} is the query text as it was received, which
 * templates may print; it is empty where there was none.
 */
public record Ask(Resource what, Labels labels, String query) {

    public static Ask of(Resource what) {
        return new Ask(what, Labels.NONE, "");
    }
}
