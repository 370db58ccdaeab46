package dev.lamplighter.render.ignition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shape of one kind of object in an Ignition file: its fields in the order in which they are printed. */
final class Schema {

    private final List<Field> fields = new ArrayList<>();

    /** What a field holds. */
    sealed interface Type {
        record Text() implements Type {}

        record Whole() implements Type {}

        record Flag() implements Type {}

        record Texts() implements Type {}

        /** An object, which is printed even when there is nothing in it. */
        record Part(Schema schema) implements Type {}

        record Parts(Schema schema) implements Type {}
    }

    /** When a field is printed. */
    enum Presence {
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
     */
    record Field(String name, Type type, Presence presence, int since) {}

    Schema text(String name) {
        return add(name, new Type.Text(), Presence.GIVEN);
    }

    /** A text that every object of this kind has. */
    Schema name(String name) {
        return add(name, new Type.Text(), Presence.ALWAYS);
    }

    Schema whole(String name) {
        return add(name, new Type.Whole(), Presence.GIVEN);
    }

    Schema flag(String name) {
        return add(name, new Type.Flag(), Presence.GIVEN);
    }

    Schema texts(String name) {
        return add(name, new Type.Texts(), Presence.GIVEN);
    }

    Schema part(String name, Schema schema) {
        return add(name, new Type.Part(schema), Presence.ALWAYS);
    }

    Schema parts(String name, Schema schema) {
        return add(name, new Type.Parts(schema), Presence.GIVEN);
    }

    /** The field that was added last is printed only if it is not empty. */
    Schema ifNotEmpty() {
        Field last = fields.removeLast();
        fields.add(new Field(last.name(), last.type(), Presence.NOT_EMPTY, last.since()));
        return this;
    }

    /** The field that was added last exists since 3.{@code minor}.0. */
    Schema since(int minor) {
        Field last = fields.removeLast();
        fields.add(new Field(last.name(), last.type(), last.presence(), minor));
        return this;
    }

    private Schema add(String name, Type type, Presence presence) {
        fields.add(new Field(name, type, presence, 0));
        return this;
    }

    /** The fields that exist in 3.{@code minor}.0. */
    List<Field> fields(int minor) {
        return fields.stream().filter(field -> field.since() <= minor).toList();
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
