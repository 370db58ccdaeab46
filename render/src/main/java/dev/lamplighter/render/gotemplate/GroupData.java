package dev.lamplighter.render.gotemplate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The data that a matched group gives its template: metadata, then selectors over it, then the request over both. */
public final class GroupData {

    private GroupData() {}

    /**
     * @param metadata decoded JSON as {@link GoTemplate#render} takes it
     * @param selectors labels of the group; their keys are lower-cased
     * @param query what {@link RequestQuery} makes of {@code rawQuery}, and perhaps more
     * @param rawQuery the query of the request as it came, undecoded
     */
    public static Map<String, Object> of(Map<String, ?> metadata, Map<String, String> selectors, Map<String, String> query, String rawQuery) {
        Map<String, Object> data = new HashMap<>(metadata);
        selectors.forEach((key, value) -> data.put(key.toLowerCase(Locale.ROOT), value));
        data.put("request", Map.of("raw_query", rawQuery, "query", new StringMap(query)));
        return data;
    }

    public static Map<String, Object> of(Map<String, ?> metadata, Map<String, String> selectors, String rawQuery) {
        return of(metadata, selectors, RequestQuery.parse(rawQuery), rawQuery);
    }
}
