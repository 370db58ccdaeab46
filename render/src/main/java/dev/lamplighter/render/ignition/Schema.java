package dev.lamplighter.render.ignition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The shape of one kind of object: its fields in the order in which they are printed. */
public final class Schema {

    /** The shape in which every name is a field that holds a text. */
    public static final Schema ANY_TEXT = new Schema();

    private final List<Field> fields = new ArrayList<>();
    private final Map<Integer, List<Field>> byMinor = new ConcurrentHashMap<>();

    /** What a field holds. */
    public sealed interface Type {
        record Text() implements Type {}

        record Whole() implements Type {}

        record Flag() implements Type {}

        record Texts() implements Type {}

        /** An object, which is printed even when there is nothing in it. */
        record Part(Schema schema) implements Type {}

        record Parts(Schema schema) implements Type {}
    }

    /** When a field is printed. */
    public enum Presence {
        /** If it was given. */
        GIVEN,
        /** Always; its empty value stands for one that was not given. */
        ALWAYS,
        /** Unless it has its empty value. */
        NOT_EMPTY
    }

    /**
     * One field.
     *
     * @param since the minor version of 3.x.0 that brought it
     * @param optionalSince the minor version from which on it can be left out; before, it has the presence {@code ALWAYS}
     */
    public record Field(String name, Type type, Presence presence, int since, int optionalSince) {

        public Presence presence(int minor) {
            return minor < optionalSince ? Presence.ALWAYS : presence;
        }
    }

    public Schema text(String name) {
        return add(name, new Type.Text(), Presence.GIVEN);
    }

    /** A text that every object of this kind has. */
    public Schema name(String name) {
        return add(name, new Type.Text(), Presence.ALWAYS);
    }

    public Schema whole(String name) {
        return add(name, new Type.Whole(), Presence.GIVEN);
    }

    public Schema flag(String name) {
        return add(name, new Type.Flag(), Presence.GIVEN);
    }

    public Schema texts(String name) {
        return add(name, new Type.Texts(), Presence.GIVEN);
    }

    public Schema part(String name, Schema schema) {
        return add(name, new Type.Part(schema), Presence.ALWAYS);
    }

    public Schema parts(String name, Schema schema) {
        return add(name, new Type.Parts(schema), Presence.GIVEN);
    }

    /** The field that was added last is printed only if it is not empty. */
    public Schema ifNotEmpty() {
        Field last = fields.removeLast();
        fields.add(new Field(last.name(), last.type(), Presence.NOT_EMPTY, last.since(), last.optionalSince()));
        return this;
    }

    /** The field that was added last exists since 3.{@code minor}.0. */
    public Schema since(int minor) {
        Field last = fields.removeLast();
        fields.add(new Field(last.name(), last.type(), last.presence(), minor, last.optionalSince()));
        return this;
    }

    /** The field that was added last can be left out since 3.{@code minor}.0. */
    public Schema optionalSince(int minor) {
        Field last = fields.removeLast();
        fields.add(new Field(last.name(), last.type(), last.presence(), last.since(), minor));
        return this;
    }

    private Schema add(String name, Type type, Presence presence) {
        fields.add(new Field(name, type, presence, 0, 0));
        return this;
    }

    /** The fields that exist in 3.{@code minor}.0. */
    public List<Field> fields(int minor) {
        return byMinor.computeIfAbsent(minor, newest -> fields.stream().filter(field -> field.since() <= newest).toList());
    }

    /** The field of exactly that name. */
    public Optional<Field> exactly(String name, int minor) {
        if (this == ANY_TEXT) {
            return Optional.of(new Field(name, new Type.Text(), Presence.GIVEN, 0, 0));
        }
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field.since() <= minor ? Optional.of(field) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The shape of the object or the objects of that name. */
    Schema partOf(String name) {
        for (Field field : fields) {
            if (field.name().equals(name) && field.type() instanceof Type.Part part) {
                return part.schema();
            }
            if (field.name().equals(name) && field.type() instanceof Type.Parts parts) {
                return parts.schema();
            }
        }
        throw new IllegalArgumentException(name + " holds no objects");
    }

    /** The field of that name; as in Go, the letter case need not be right. */
    Optional<Field> field(String name, int minor) {
        Optional<Field> found = Optional.empty();
        for (Field field : fields) {
            if (field.since() <= minor && field.name().equalsIgnoreCase(name)) {
                found = Optional.of(field);
            }
        }
        return found;
    }
}
