package dev.lamplighter.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of a machine as text pairs ({@code mac}, {@code uuid}, …); groups select by them. Keeps the order in which they came. */
public record Labels(Map<String, String> values) {

    public static final Labels NONE = new Labels(Map.of());

    public Labels {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Labels of(String key, String value) {
        return new Labels(Map.of(key, value));
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The label {@code mac}, where it is one. */
    public Optional<Mac> mac() {
        return get("mac").flatMap(Mac::parse);
    }
}
