package dev.lamplighter.render.ignition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An object of an Ignition file: the values that were given, by the names of the schema, and where they stand. */
final class Section {

    private final Schema schema;
    private final String path;
    private final int offset;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Integer> offsets = new HashMap<>();

    /**
     * @param path how messages name it, such as {@code storage.files[0]}; empty for the whole file
     * @param offset where it begins in the text
     */
    Section(Schema schema, String path, int offset) {
        this.schema = schema;
        this.path = path;
        this.offset = offset;
    }

    Schema schema() {
        return schema;
    }

    void put(String name, Object value, int at) {
        values.put(name, value);
        offsets.put(name, at);
    }

    void remove(String name) {
        values.remove(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** A text where none and an empty one mean the same. */
    String textOrEmpty(String name) {
        return text(name).orElse("");
    }

    OptionalLong whole(String name) {
        return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    Optional<Boolean> flag(String name) {
        return Optional.ofNullable((Boolean) values.get(name));
    }

    boolean isTrue(String name) {
        return flag(name).orElse(false);
    }

    List<String> texts(String name) {
        return list(name, String.class);
    }

    List<Section> parts(String name) {
        return list(name, Section.class);
    }

    private <T> List<T> list(String name, Class<T> type) {
        return values.get(name) instanceof List<?> list ? list.stream().map(type::cast).toList() : List.of();
    }

    /** The object of that name; an empty one if it was not given. */
    Section part(String name) {
        if (values.get(name) instanceof Section part) {
            return part;
        }
        return switch (schema.field(name, Specification.NEWEST).orElseThrow().type()) {
            case Schema.Type.Part part -> new Section(part.schema(), pathOf(name), offset);
            case Schema.Type.Text _, Schema.Type.Whole _, Schema.Type.Flag _, Schema.Type.Texts _, Schema.Type.Parts _ ->
                    throw new IllegalArgumentException(name + " is no part");
        };
    }

    String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** What is wrong with the field of that name. */
    Invalid invalid(String name, String problem) {
        return new Invalid(pathOf(name) + ": " + problem, offsets.getOrDefault(name, offset));
    }

    /** What is wrong with this object as a whole. */
    Invalid invalid(String problem) {
        return new Invalid(path + ": " + problem, offset);
    }
}
