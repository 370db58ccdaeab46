package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Ip4Range;
import dev.lamplighter.store.lease.ClientId;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The order in which a client is tried on the addresses of a pool: each client has a place of its own to begin and a stride of its own, so
 * that clients that start together rarely meet, and one that comes back finds its place again.
 */
final class AddressPool {

    private final Ip4Range range;

    AddressPool(Ip4Range range) {
        this.range = range;
    }

    /** At most {@code most} addresses, each once. */
    Stream<Ip4> inOrderFor(ClientId client, int most) {
        long size = range.size();
        int hash = mix(client.value().hashCode());
        long start = Integer.toUnsignedLong(hash) % size;
        long stride = stride(Integer.toUnsignedLong(mix(hash)), size);
        return LongStream.range(0, Math.min(most, size)).mapToObj(step -> range.first().plus((int) ((start + step * stride) % size)));
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
