package dev.lamplighter.render.butane;

import dev.lamplighter.render.Place;
import java.util.List;

/** A value of a YAML document as it is written: scalars have no type yet, and an alias is a leaf with a place of its own. */
sealed interface YamlNode {

    Place place();

    /**
     * A scalar.
     *
     * @param tag such as {@code tag:yaml.org,2002:int}; empty if there is none
     * @param plain whether it is written without quotes
     */
    record Scalar(String text, String tag, boolean plain, Place place) implements YamlNode {}

    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Mapping(List<Pair> pairs, Place place) implements YamlNode {
        public Mapping {
            pairs = List.copyOf(pairs);
        }
    }

    record Pair(YamlNode key, YamlNode value) {}

    record Alias(YamlNode target, Place place) implements YamlNode {}

    /** What an alias stands for. */
    default YamlNode resolved() {
        return this instanceof Alias alias ? alias.target().resolved() : this;
    }

    /** The text of a scalar key; other keys have none. */
    static String name(YamlNode key) {
        return key.resolved() instanceof Scalar scalar ? scalar.text() : "";
    }

    /** Whether it stands for nothing: an empty value, {@code ~} or {@code null}. */
    default boolean isNull() {
        return resolved() instanceof Scalar scalar && ScalarType.of(scalar) == ScalarType.NULL;
    }
}
