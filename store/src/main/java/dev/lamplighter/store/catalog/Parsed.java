package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Reason;
import java.util.Optional;

/** What a file says, or where and why it cannot be understood; line and column count from 1, 0 where unknown. */
public sealed interface Parsed<T> {

    record Good<T>(T value) implements Parsed<T> {}

    record Bad<T>(int line, int column, String message) implements Parsed<T> {}

    /** The value, where there is one. */
    default Optional<T> good() {
        return switch (this) {
            case Good<T>(T value) -> Optional.of(value);
            case Bad<T> _ -> Optional.empty();
        };
    }

    /** The same for who asked for the file by its name; {@code code} is that of the reason why it is broken. */
    default Stored<T> stored(String code) {
        return switch (this) {
            case Good<T>(T value) -> new Stored.Found<>(value);
            case Bad<T> bad -> new Stored.Broken<>(new Reason(code, bad.message()));
        };
    }
}
