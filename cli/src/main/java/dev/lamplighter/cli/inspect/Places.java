package dev.lamplighter.cli.inspect;

import dev.lamplighter.cli.KeyPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds where a key's value stands in a JSON file of the data folder, for a finding about it. */
final class Places {

    private final Path folder;

    Places(Path folder) {
        this.folder = folder;
    }

    /** The place of the value at {@code keys}, each a member of the one before; of the file where it cannot be found. Waits for the disk. */
    Spot of(String file, List<String> keys) {
        try {
            return KeyPlace.of(Files.readString(folder.resolve(file)), keys)
                    .map(place -> new Spot(file, place.line(), place.column()))
                    .orElse(Spot.of(file));
        } catch (IOException unknown) {
            return Spot.of(file);
        }
    }
}
