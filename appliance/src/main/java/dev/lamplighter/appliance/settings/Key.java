package dev.lamplighter.appliance.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting. Its path in the file gives its flag ({@code http.address}: {@code --http-address}) and its variable
 * ({@code LAMPLIGHTER_HTTP_ADDRESS}); some have Matchbox's flag and variable as well.
 */
public record Key(String path, Shape shape, String fallback, Optional<String> matchboxFlag, String help) {

    /**
     * How a value is written: one scalar; a list of scalars (commas in a flag); a list of names that may hold commas themselves (semicolons in a
     * flag); or what only the file can hold.
     */
    public enum Shape { TEXT, BOOLEAN, LIST, NAMES, MAP, SEGMENTS }

    public String flag() {
        return path.replace('.', '-');
    }

    public String variable() {
        return "LAMPLIGHTER_" + upper(flag());
    }

    public Optional<String> matchboxVariable() {
        return matchboxFlag.map(flag -> "MATCHBOX_" + upper(flag));
    }

    /** Whether a flag or a variable can say it. */
    public boolean isFlat() {
        return shape != Shape.MAP && shape != Shape.SEGMENTS;
    }

    private static String upper(String flag) {
        return flag.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
