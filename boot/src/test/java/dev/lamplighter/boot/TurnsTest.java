package dev.lamplighter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void no_more_is_done_at_once_than_there_is_room_for() throws Exception {
        var turns = new Turns(2);
        var now = new AtomicInteger();
        var seen = new CopyOnWriteArrayList<Integer>();
        var start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 20).mapToObj(i -> Thread.ofVirtual().start(() -> {
            try {
                start.await();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
            turns.take(1, () -> {
                seen.add(now.incrementAndGet());
                LockSupport.parkNanos(1000);
                return now.decrementAndGet();
            });
        })).toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(20).allMatch(many -> many <= 2);
    }

    @Test
    void what_is_too_heavy_is_done_alone_and_what_fails_gives_its_room_back() {
        var turns = new Turns(2);
        assertThat(turns.take(1_000_000, () -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> turns.take(2, () -> {
            throw new IllegalStateException("no");
        })).hasMessage("no");
        assertThat(turns.take(2, () -> "still")).isEqualTo("still");
    }
}
