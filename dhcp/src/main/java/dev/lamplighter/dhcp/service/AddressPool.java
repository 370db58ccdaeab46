package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.store.lease.ClientId;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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

    /**
     * At most {@code most} addresses, each once: each client has a place of its own to begin and a stride of its own, so that clients that look
     * together rarely meet.
     */
    Stream<Ip4> inOrderFor(ClientId client, int most) {
        if (size == 0) {
            return Stream.empty();
        }
        int hash = mix(client.value().hashCode());
        long start = Integer.toUnsignedLong(hash) % size;
        long stride = stride(Integer.toUnsignedLong(mix(hash)), size);
        return LongStream.range(0, Math.min(most, size)).mapToObj(step -> at((start + step * stride) % size));
    }

    /** A number without a common divisor with {@code size}: its multiples reach every address before one comes again. */
    private static long stride(long from, long size) {
        long stride = size == 1 ? 1 : 1 + from % (size - 1);
        while (divisor(stride, size) != 1) {
            stride++;
        }
        return stride;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    private static int mix(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x45d9f3b;
        mixed = (mixed ^ mixed >>> 16) * 0x45d9f3b;
        return mixed ^ mixed >>> 16;
    }
}
