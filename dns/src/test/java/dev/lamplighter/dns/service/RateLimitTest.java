package dev.lamplighter.dns.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dns.service.RateLimit.Verdict;
import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    static final InetAddress LOUD = InetAddress.ofLiteral("192.0.2.11");
    static final InetAddress QUIET = InetAddress.ofLiteral("192.0.2.12");

    long now;
    final RateLimit limit = new RateLimit(10, 100, () -> now);

    @Test
    void who_asks_too_often_is_dropped_and_told_of_once() {
        assertThat(answered(LOUD, 100)).isEqualTo(20);
        assertThat(limit.ask(LOUD)).isEqualTo(Verdict.DROP);
        assertThat(limit.ask(QUIET)).isEqualTo(Verdict.ANSWER);
        now += 1_000_000_000L;
        assertThat(answered(LOUD, 100)).isEqualTo(10);
    }

    @Test
    void it_is_told_again_a_minute_later() {
        answered(LOUD, 20);
        assertThat(limit.ask(LOUD)).isEqualTo(Verdict.DROP_AND_SAY);
        assertThat(limit.ask(LOUD)).isEqualTo(Verdict.DROP);
        now += 61_000_000_000L;
        answered(LOUD, 20);
        assertThat(limit.ask(LOUD)).isEqualTo(Verdict.DROP_AND_SAY);
    }

    @Test
    void addresses_are_bounded() {
        for (int i = 0; i < 1000; i++) {
            limit.ask(InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250));
        }
        assertThat(limit.addresses()).isEqualTo(100);
    }

    @Test
    void without_a_limit_nobody_is_counted() {
        var none = new RateLimit(0, 100, () -> now);
        assertThat(IntStream.range(0, 10_000).allMatch(i -> none.ask(LOUD) == Verdict.ANSWER)).isTrue();
        assertThat(none.addresses()).isZero();
    }

    private long answered(InetAddress client, int questions) {
        return IntStream.range(0, questions).filter(i -> limit.ask(client) == Verdict.ANSWER).count();
    }
}
