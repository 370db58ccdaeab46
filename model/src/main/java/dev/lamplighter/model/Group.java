package dev.lamplighter.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Selects machines by labels and names a profile (Matchbox's group). Metadata is a JSON object as Java values: {@code String},
 * {@code Double}, {@code Boolean}, {@code null}, {@code List<Object>} and {@code Map<String, Object>}.
 */
public record Group(String id, String name, String profile, Map<String, String> selector, Map<String, Object> metadata) {

    public Group {
        selector = Collections.unmodifiableMap(new TreeMap<>(selector));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
