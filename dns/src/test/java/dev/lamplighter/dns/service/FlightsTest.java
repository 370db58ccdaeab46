package dev.lamplighter.dns.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.dns.packet.DnsReply;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FlightsTest {

    final Flights<String> flights = new Flights<>();
    final CountDownLatch underway = new CountDownLatch(1);
    final CountDownLatch fail = new CountDownLatch(1);

    @Test
    void whoever_joined_hears_of_an_error_too() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<DnsReply> first = threads.submit(() -> flights.join("a", this::failing));
            underway.await();
            var joining = new AtomicReference<Thread>();
            Future<DnsReply> second = threads.submit(() -> {
                joining.set(Thread.currentThread());
                return flights.join("a", () -> {
                    throw new AssertionError("the second has nothing to do");
                });
            });
            while (joining.get() == null || joining.get().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            fail.countDown();
            assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(StackOverflowError.class);
            assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(StackOverflowError.class);
        }
    }

    private DnsReply failing() {
        underway.countDown();
        try {
            fail.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        throw new StackOverflowError("shared");
    }
}
