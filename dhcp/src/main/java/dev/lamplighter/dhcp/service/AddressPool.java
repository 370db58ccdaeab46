package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The addresses of a subnet's pools, one after another. */
final class AddressPool {

    private final List<Ip4Range> ranges;
    private final long size;

    AddressPool(List<Ip4Range> ranges) {
        this.ranges = ranges;
        this.size = ranges.stream().mapToLong(Ip4Range::size).sum();
    }

    /** How many there are; 0 without a pool. */
    long size() {
        return size;
    }

    /** The address at {@code index}, which counts from 0. */
    Ip4 at(long index) {
        long left = index;
        for (Ip4Range range : ranges) {
            if (left < range.size()) {
                return range.first().plus((int) left);
            }
            left -= range.size();
        }
        throw new IndexOutOfBoundsException("the pools have " + size + " addresses, none at " + index);
    }

    /** The index of the first address from {@code from} on that {@code first} finds in a range of them. */
    OptionalLong find(long from, Function<Ip4Range, Optional<Ip4>> first) {
        long before = 0;
        for (Ip4Range range : ranges) {
            if (from < before + range.size()) {
                Ip4 begin = range.first().plus((int) Math.max(0, from - before));
                Optional<Ip4> found = first.apply(new Ip4Range(begin, range.last()));
                if (found.isPresent()) {
                    return OptionalLong.of(before + new Ip4Range(range.first(), found.get()).size() - 1);
                }
            }
            before += range.size();
        }
        return OptionalLong.empty();
    }
}
