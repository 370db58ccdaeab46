package dev.lamplighter.cli.inspect;

import dev.lamplighter.render.Place;
import dev.lamplighter.render.json.Json;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds where a key's value stands in a JSON file, for a finding about it. */
final class Places {

    private final Path folder;

    Places(Path folder) {
        this.folder = folder;
    }

    /** The place of the value at {@code keys}, each a member of the one before; of the file where it cannot be found. Waits for the disk. */
    Spot of(String file, List<String> keys) {
        try {
            String text = Files.readString(folder.resolve(file));
            return descend(JsonReader.read(text, JsonReader.DEEPEST), keys)
                    .map(value -> Place.of(text, value.offset()))
                    .map(place -> new Spot(file, place.line(), place.column()))
                    .orElse(Spot.of(file));
        } catch (IOException | JsonException unknown) {
            return Spot.of(file);
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
