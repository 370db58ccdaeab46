package dev.lamplighter.boot;

import dev.lamplighter.model.Labels;
import dev.lamplighter.render.gotemplate.RequestQuery;

/** The labels that a machine sends as the query of a URL, read as {@link RequestQuery} says. */
public final class QueryLabels {

    private QueryLabels() {}

    /** {@code rawQuery} is the text after the {@code ?}, its octets decoded from UTF-8 and its escapes as they were sent. */
    public static Labels parse(String rawQuery) {
        return rawQuery.isEmpty() ? Labels.NONE : new Labels(RequestQuery.parse(rawQuery));
    }
}
