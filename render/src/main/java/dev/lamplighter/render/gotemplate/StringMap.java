package dev.lamplighter.render.gotemplate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Go {@code map[string]string}, such as {@code request.query}. It differs from a decoded JSON object in two ways: {@code index} gives an empty
 * text for a missing key, and {@code %T} and {@code %#v} name its type.
 */
public record StringMap(Map<String, String> entries) {

    public StringMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
}
