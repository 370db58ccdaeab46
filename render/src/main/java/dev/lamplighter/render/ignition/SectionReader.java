package dev.lamplighter.render.ignition;

import dev.lamplighter.render.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings JSON into the shape of a schema, as Go's decoder does: unknown names are left out, null means not given, a wrong type is an error. */
final class SectionReader {

    private final int minor;

    /**
     * @param minor fields that came after 3.{@code minor}.0 are unknown
     */
    SectionReader(int minor) {
        this.minor = minor;
    }

    /** A section of that schema. */
    Section read(Schema schema, Json json) throws Invalid {
        var section = new Section(schema, "", at(json));
        into(section, json, "the file");
        return section;
    }

    /** The section {@code ignition} with nothing but its version, which says how the rest is to be read. */
    Section versionOf(Json json) throws Invalid {
        var stub = new Schema().part("ignition", new Schema().name("version"));
        return read(stub, json).part("ignition");
    }

    private void into(Section section, Json json, String path) throws Invalid {
        if (json instanceof Json.Null) {
            return;
        }
        if (!(json instanceof Json.Members object)) {
            throw wrong(path, "an object", json);
        }
        for (Json.Member member : object.members()) {
            Optional<Schema.Field> field = section.schema().field(member.name(), minor);
            if (field.isPresent()) {
                put(section, field.get(), member.value());
            }
        }
    }

    private void put(Section section, Schema.Field field, Json json) throws Invalid {
        String name = field.name();
        String path = section.pathOf(name);
        if (json instanceof Json.Null) {
            if (field.presence() == Schema.Presence.GIVEN) {
                section.remove(name);
            }
            return;
        }
        Object value = switch (field.type()) {
            case Schema.Type.Text _ -> text(path, json);
            case Schema.Type.Whole _ -> whole(path, json);
            case Schema.Type.Flag _ -> flag(path, json);
            case Schema.Type.Texts _ -> texts(path, json);
            case Schema.Type.Part part -> {
                Section inner = section.open(name, at(json));
                into(inner, json, path);
                yield inner;
            }
            case Schema.Type.Parts parts -> parts(parts.schema(), path, json);
        };
        section.put(name, value, at(json));
    }

    private static String text(String path, Json json) throws Invalid {
        if (json instanceof Json.Text text) {
            return text.text();
        }
        throw wrong(path, "a text", json);
    }

    private static boolean flag(String path, Json json) throws Invalid {
        if (json instanceof Json.Bool bool) {
            return bool.value();
        }
        throw wrong(path, "true or false", json);
    }

    private static long whole(String path, Json json) throws Invalid {
        if (json instanceof Json.Numeral number) {
            try {
                return Long.parseLong(number.literal());
            } catch (NumberFormatException e) {
                throw Invalid.at(path, number.literal() + " is not a whole number of at most 64 bits", json.offset());
            }
        }
        throw wrong(path, "a number", json);
    }

    private static List<String> texts(String path, Json json) throws Invalid {
        var texts = new ArrayList<String>();
        for (Json element : elements(path, json)) {
            texts.add(element instanceof Json.Null ? "" : text(path + "." + texts.size(), element));
        }
        return texts;
    }

    private List<Section> parts(Schema schema, String path, Json json) throws Invalid {
        var parts = new ArrayList<Section>();
        for (Json element : elements(path, json)) {
            String place = path + "." + parts.size();
            var part = new Section(schema, place, at(element));
            into(part, element, place);
            parts.add(part);
        }
        return parts;
    }

    private static Origin at(Json json) {
        return new Origin.Offset(json.offset());
    }

    private static List<Json> elements(String path, Json json) throws Invalid {
        if (json instanceof Json.Elements list) {
            return list.elements();
        }
        throw wrong(path, "a list", json);
    }

    private static Invalid wrong(String path, String wanted, Json got) {
        return Invalid.at(path, "must be " + wanted + ", not " + got.kind(), got.offset());
    }
}
