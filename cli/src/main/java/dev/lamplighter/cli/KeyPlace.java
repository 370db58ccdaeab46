package dev.lamplighter.cli;

import dev.lamplighter.render.Place;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import java.util.List;
import java.util.Optional;

/** Where a key's value stands in the JSON file of a group or a profile, for a sentence about it. */
public final class KeyPlace {

    private KeyPlace() {}

    /** The place of the value at {@code keys}, each a member of the one before; empty where it cannot be found. */
    public static Optional<Place> of(String text, List<String> keys) {
        try {
            return descend(JsonReader.read(text, JsonReader.DEEPEST), keys).map(value -> Place.of(text, value.offset()));
        } catch (JsonException unknown) {
            return Optional.empty();
        }
    }

    /** As Go reads it: the last member of a name counts, and letter case does not among the keys of the file itself. */
    private static Optional<Json> descend(Json file, List<String> keys) {
        Optional<Json> found = Optional.of(file);
        for (int depth = 0; depth < keys.size(); depth++) {
            String key = keys.get(depth);
            boolean anyCase = depth == 0;
            found = found.filter(Json.Members.class::isInstance).map(Json.Members.class::cast).flatMap(object -> object.members().reversed().stream()
                    .filter(member -> anyCase ? member.name().equalsIgnoreCase(key) : member.name().equals(key))
                    .findFirst()
                    .map(Json.Member::value));
        }
        return found;
    }
}
