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
    Spot of(String file, String... keys) {
        try {
            String text = Files.readString(folder.resolve(file));
            return descend(JsonReader.read(text, JsonReader.DEEPEST), List.of(keys))
                    .map(value -> Place.of(text, value.offset()))
                    .map(place -> new Spot(file, place.line(), place.column()))
                    .orElse(Spot.of(file));
        } catch (IOException | JsonException unknown) {
            return Spot.of(file);
        }
    }

    /** As Go reads it: letter case does not count at the top, and the last member of a name does. */
    private static Optional<Json> descend(Json value, List<String> keys) {
        if (keys.isEmpty()) {
            return Optional.of(value);
        }
        if (value instanceof Json.Members object) {
            return object.members().reversed().stream()
                    .filter(member -> member.name().equalsIgnoreCase(keys.getFirst()))
                    .findFirst()
                    .flatMap(member -> descend(member.value(), keys.subList(1, keys.size())));
        }
        return Optional.empty();
    }
}
