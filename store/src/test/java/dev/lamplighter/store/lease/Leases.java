package dev.lamplighter.store.lease;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.SegmentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Clients, addresses and leases for stories. */
final class Leases {

    static final SegmentId LAB = new SegmentId("lab");
    static final SegmentId ATTIC = new SegmentId("attic");
    static final ClientId ALICE = client(1);
    static final ClientId BOB = client(2);
    static final Ip4 FIRST = Ip4.of("192.0.2.10");
    static final Ip4 SECOND = Ip4.of("192.0.2.11");
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant SOON = NOW.plusSeconds(60);
    static final Instant LATER = NOW.plusSeconds(1800);
    static final Instant MUCH_LATER = NOW.plusSeconds(86_400);

    private Leases() {}

    static ClientId client(int number) {
        return new ClientId(Bytes.hex("01525400%06x".formatted(number)));
    }

    static Ip4 address(int number) {
        return Ip4.of("10.0.0.0").plus(number);
    }

    static Lease lease(ClientId client, Ip4 address, Instant expires) {
        var octets = client.value();
        return new Lease(LAB, client, address, Lease.State.BOUND, expires, new Mac(octets.slice(1, octets.length())), Optional.of("node"));
    }

    static Lease offer(ClientId client, Ip4 address, Instant expires) {
        return in(Lease.State.OFFERED, lease(client, address, expires));
    }

    static Lease quarantine(ClientId client, Ip4 address, Instant expires) {
        return in(Lease.State.QUARANTINED, lease(client, address, expires));
    }

    static Lease in(SegmentId segment, Lease lease) {
        return new Lease(segment, lease.client(), lease.address(), lease.state(), lease.expires(), lease.mac(), lease.hostname());
    }

    private static Lease in(Lease.State state, Lease lease) {
        return new Lease(lease.segment(), lease.client(), lease.address(), state, lease.expires(), lease.mac(), lease.hostname());
    }

    /** What {@code count} virtual threads get that ask at once. */
    static <T> List<T> atOnce(int count, IntFunction<Callable<T>> ask) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                asked.add(threads.submit(ask.apply(i)));
            }
            var got = new ArrayList<T>();
            for (var future : asked) {
                got.add(future.get());
            }
            return got;
        }
    }
}
