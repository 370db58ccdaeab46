package dev.lamplighter.render.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a JSON text (RFC 8259), with the offset of its first character in UTF-16 units. */
public sealed interface Json {

    int offset();

    /** An object; members keep their order, and names may come twice. */
    record Members(List<Member> members, int offset) implements Json {
        public Members {
            members = List.copyOf(members);
        }
    }

    record Member(String name, Json value) {}

    record Elements(List<Json> elements, int offset) implements Json {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    record Text(String text, int offset) implements Json {}

    /** A number as it was written. */
    record Numeral(String literal, int offset) implements Json {}

    record Bool(boolean value, int offset) implements Json {}

    record Null(int offset) implements Json {}

    /** How a message names a value of this kind. */
    default String kind() {
        return switch (this) {
            case Members _ -> "an object";
            case Elements _ -> "a list";
            case Text _ -> "a text";
            case Numeral _ -> "a number";
            case Bool _ -> "true or false";
            case Null _ -> "null";
        };
    }

    /**
     * What Go makes of it without a type: null, {@code Boolean}, {@code Double} for every number, {@code String}, {@code List} and {@code Map}.
     * Of members with one name the last counts.
     */
    default Object decoded() {
        return switch (this) {
            case Members object -> {
                Map<String, Object> map = LinkedHashMap.newLinkedHashMap(object.members().size());
                object.members().forEach(member -> map.put(member.name(), member.value().decoded()));
                yield map;
            }
            case Elements list -> {
                var values = new ArrayList<Object>(list.elements().size());
                list.elements().forEach(element -> values.add(element.decoded()));
                yield values;
            }
            case Text text -> text.text();
            case Numeral number -> Double.valueOf(number.literal());
            case Bool bool -> bool.value();
            case Null _ -> null;
        };
    }
}
