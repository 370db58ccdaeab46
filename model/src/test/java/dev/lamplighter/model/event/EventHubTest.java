package dev.lamplighter.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EventHubTest {

    final EventHub hub = new EventHub("lab1", Clock.systemUTC());

    @Test
    void a_subscriber_gets_every_event_in_order_and_closing_delivers_what_waits() {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (var subscription = hub.subscribe(100, event -> heard.add(((BootEvent.Notice) event).code()))) {
            assertThat(subscription).isNotNull();
            for (int i = 0; i < 100; i++) {
                hub.publish(notice("n" + i));
            }
        }
        assertThat(heard).hasSize(100).startsWith("n0", "n1").endsWith("n99");
    }

    @Test
    void a_slow_subscriber_loses_events_which_are_counted_and_nobody_waits_for_it() throws Exception {
        var busy = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (var subscription = hub.subscribe(2, event -> {
            busy.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            heard.add(((BootEvent.Notice) event).code());
        })) {
            assertThat(subscription).isNotNull();
            hub.publish(notice("first"));
            busy.await();
            for (int i = 0; i < 10; i++) {
                hub.publish(notice("n" + i));
            }
            assertThat(hub.lost()).isEqualTo(8);
            release.countDown();
        }
        assertThat(heard).containsExactly("first", "n0", "n1");
    }

    @Test
    void events_that_a_subscriber_does_not_want_neither_reach_it_nor_push_out_others() {
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var subscription = hub.subscribe(2, event -> ((BootEvent.Notice) event).code().startsWith("w"), event -> heard.add(((BootEvent.Notice) event).code()));
        hub.publish(notice("w1"));
        for (int i = 0; i < 100; i++) {
            hub.publish(notice("n" + i));
        }
        hub.publish(notice("w2"));
        subscription.close();
        assertThat(heard).containsExactly("w1", "w2");
        assertThat(hub.lost()).isZero();
    }

    @Test
    void a_subscriber_is_told_when_nothing_more_waits() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        var first = new CountDownLatch(1);
        try (var subscription = hub.subscribe(100, event -> heard.add(((BootEvent.Notice) event).code()), () -> {
            heard.add("quiet");
            first.countDown();
        })) {
            assertThat(subscription).isNotNull();
            hub.publish(notice("first"));
            first.await();
            for (int i = 0; i < 50; i++) {
                hub.publish(notice("n" + i));
            }
        }
        assertThat(heard).startsWith("first", "quiet", "n0").endsWith("n49", "quiet").hasSizeBetween(53, 104);
    }

    @Test
    void stamps_count_without_gaps() {
        assertThat(List.of(hub.stamp().sequence(), hub.stamp().sequence(), hub.stamp().sequence())).containsExactly(1L, 2L, 3L);
        assertThat(hub.stamp().instance()).isEqualTo("lab1");
    }

    private BootEvent notice(String code) {
        return new BootEvent.Notice(hub.stamp(), BootEvent.Notice.Level.INFO, code, "something happened");
    }
}
