package dev.lamplighter.render.ignition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An object of a configuration: the values that were given, by the names of the schema, and where they come from. */
public final class Section {

    private final Schema schema;
    private final String path;
    private final Origin origin;
    private final Origin around;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Origin> origins = new HashMap<>();

    /**
     * @param path such as {@code storage.files.0}; empty for the whole file
     * @param origin where it comes from
     */
    public Section(Schema schema, String path, Origin origin) {
        this(schema, path, origin, origin);
    }

    private Section(Schema schema, String path, Origin origin, Origin around) {
        this.schema = schema;
        this.path = path;
        this.origin = origin;
        this.around = around;
    }

    public Schema schema() {
        return schema;
    }

    public String path() {
        return path;
    }

    /** Where it comes from, or else the object around it. */
    Origin around() {
        return around;
    }

    public Section put(String name, Object value, Origin from) {
        values.put(name, value);
        origins.put(name, from);
        return this;
    }

    /** Says where a value would come from, whether it is given or not. */
    public void mark(String name, Origin from) {
        origins.put(name, from);
    }

    void remove(String name) {
        values.remove(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names of what was given, in their order. */
    public List<String> names() {
        return values.keySet().stream().sorted().toList();
    }

    /** Whether nothing was given. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whatever is given: a text, a number, a flag, or lists of them. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** A text where none and an empty one mean the same. */
    public String textOrEmpty(String name) {
        return text(name).orElse("");
    }

    public OptionalLong whole(String name) {
        return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    public Optional<Boolean> flag(String name) {
        return Optional.ofNullable((Boolean) values.get(name));
    }

    public boolean isTrue(String name) {
        return flag(name).orElse(false);
    }

    public List<String> texts(String name) {
        return list(name);
    }

    public List<Section> parts(String name) {
        return list(name);
    }

    /** A view: the schema knows what is in the list. */
    @SuppressWarnings("unchecked")
    private <T> List<T> list(String name) {
        return values.get(name) instanceof List<?> list ? (List<T>) Collections.unmodifiableList(list) : List.of();
    }

    /** The object of that name; an empty one, which does not belong to this section, if it was not given. */
    public Section part(String name) {
        return values.get(name) instanceof Section part ? part : new Section(schema.partOf(name), pathOf(name), Origin.UNKNOWN, around);
    }

    /** The object of that name, made if it was not given. */
    public Section open(String name, Origin from) {
        if (!(values.get(name) instanceof Section)) {
            put(name, new Section(schema.partOf(name), pathOf(name), from), from);
        }
        return part(name);
    }

    /** A new object at the end of the list of that name. */
    public Section add(String name, Origin from) {
        List<Object> list = opened(name, from);
        var part = new Section(schema.partOf(name), pathOf(name + "." + list.size()), from);
        list.add(part);
        return part;
    }

    /** A text at the end of the list of that name. */
    public void addText(String name, String text, Origin from) {
        List<Object> list = opened(name, from);
        origins.put(name + "." + list.size(), from);
        list.add(text);
    }

    @SuppressWarnings("unchecked")
    private List<Object> opened(String name, Origin from) {
        origins.putIfAbsent(name, from);
        return (List<Object>) values.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    public String pathOf(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    /** Where a value comes from, if it was given; the name may lead further, and an empty one is this object. */
    public Origin origin(String name) {
        if (name.isEmpty()) {
            return origin;
        }
        Origin own = origins.get(name);
        int dot = name.indexOf('.');
        if (own != null || dot < 0) {
            return own == null ? Origin.UNKNOWN : own;
        }
        String rest = name.substring(dot + 1);
        return switch (values.get(name.substring(0, dot))) {
            case Section inner -> inner.origin(rest);
            case List<?> list when list.get(Integer.parseInt(rest)) instanceof Section element -> element.origin("");
            case null, default -> Origin.UNKNOWN;
        };
    }
}
