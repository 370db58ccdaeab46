package dev.lamplighter.store.lease;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A set of addresses, kept as runs without a gap: the first one that is missing is found as fast in a full range as in an empty one. */
final class AddressRuns {

    /** The last number of a run by its first. Runs never touch. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    void add(Ip4 address) {
        long number = Integer.toUnsignedLong(address.bits());
        Map.Entry<Long, Long> before = runs.floorEntry(number);
        if (before != null && before.getValue() >= number) {
            return;
        }
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long after = runs.remove(number + 1);
        runs.put(first, after == null ? number : after);
    }

    void remove(Ip4 address) {
        long number = Integer.toUnsignedLong(address.bits());
        Map.Entry<Long, Long> run = runs.floorEntry(number);
        if (run == null || run.getValue() < number) {
            return;
        }
        runs.remove(run.getKey());
        if (run.getKey() < number) {
            runs.put(run.getKey(), number - 1);
        }
        if (number < run.getValue()) {
            runs.put(number + 1, run.getValue());
        }
    }

    /** The lowest address of {@code range} that is not here. */
    Optional<Ip4> firstMissing(Ip4Range range) {
        long number = Integer.toUnsignedLong(range.first().bits());
        Map.Entry<Long, Long> run = runs.floorEntry(number);
        long missing = run == null ? number : Math.max(number, run.getValue() + 1);
        return missing > Integer.toUnsignedLong(range.last().bits()) ? Optional.empty() : Optional.of(new Ip4((int) missing));
    }
}
