package dev.lamplighter.dhcp.packet;

import dev.lamplighter.model.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Options within an option: PXE's in 43, iPXE's in 175. What lies about its length ends the walk, and what came before it counts. */
public final class SubOptions {

    private static final int PAD = 0;
    private static final int END = 255;

    private final Map<Integer, Bytes> values;

    private SubOptions(Map<Integer, Bytes> values) {
        this.values = values;
    }

    /** The first value of each code in {@code encapsulated}. */
    public static SubOptions of(Bytes encapsulated) {
        var values = new LinkedHashMap<Integer, Bytes>();
        int at = 0;
        while (at < encapsulated.length() && encapsulated.at(at) != END) {
            if (encapsulated.at(at) == PAD) {
                at++;
                continue;
            }
            int value = at + 2;
            if (value > encapsulated.length() || value + encapsulated.at(at + 1) > encapsulated.length()) {
                break;
            }
            int next = value + encapsulated.at(at + 1);
            values.putIfAbsent(encapsulated.at(at), encapsulated.slice(value, next));
            at = next;
        }
        return new SubOptions(values);
    }

    public Optional<Bytes> get(int code) {
        return Optional.ofNullable(values.get(code));
    }

    public Map<Integer, Bytes> all() {
        return Map.copyOf(values);
    }
}
