package dev.lamplighter.dhcp.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.dhcp.router.packet.RouterMessage.Advertisement;
import dev.lamplighter.dhcp.router.packet.RouterMessage.Solicitation;
import dev.lamplighter.dhcp.router.service.BootingRouters;
import dev.lamplighter.dhcp.router.service.Verdict;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.Mac;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootingRoutersTest {

    static final Ip6 US = Ip6.parse("fe80::1").orElseThrow();
    static final Ip6 OTHER = Ip6.parse("fe80::2").orElseThrow();
    static final Ip6 STATION = Ip6.parse("fe80::3").orElseThrow();
    static final Mac NODE1 = Mac.of("52:54:00:a1:9c:ae");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Verdict.Tell NO_ROUTER = new Verdict.Tell(NODE1, STATION, new Advertisement(US, 0));

    final BootingRouters routers = new BootingRouters(US, BootingRouters.Limits.DEFAULT);

    @Test
    void a_machine_that_boots_is_told_that_there_is_no_router() {
        routers.boots(NODE1, START);
        assertThat(solicited(5)).isEqualTo(NO_ROUTER);
    }

    @Test
    void a_machine_that_asks_before_it_asked_dhcp_is_told_as_soon_as_it_does() {
        assertThat(silence(0)).isEqualTo("ra-not-booting");
        assertThat(routers.boots(NODE1, at(1))).contains(NO_ROUTER);
        assertThat(routers.boots(NODE1, at(2))).isEmpty();
    }

    @Test
    void an_ordinary_host_and_one_that_booted_long_ago_hear_nothing() {
        assertThat(silence(0)).isEqualTo("ra-not-booting");
        routers.boots(Mac.of("52:54:00:00:00:02"), at(1));
        assertThat(silence(2)).isEqualTo("ra-not-booting");
        routers.boots(NODE1, at(3));
        assertThat(silence(3 + 181)).isEqualTo("ra-not-booting");
        assertThat(routers.boots(NODE1, at(3 + 181 + 21))).isEmpty();
    }

    @Test
    void while_a_router_is_here_nobody_is_told_anything() {
        assertThat(routers.advertised(new Advertisement(OTHER, 1800), at(0))).isTrue();
        assertThat(routers.advertised(new Advertisement(OTHER, 1800), at(10))).isFalse();
        routers.boots(NODE1, at(11));
        assertThat(silence(12)).isEqualTo("ra-foreign-router");
        routers.boots(NODE1, at(2000));
        assertThat(solicited(2001)).isEqualTo(NO_ROUTER);
    }

    @Test
    void our_own_word_is_no_routers() {
        assertThat(routers.advertised(new Advertisement(US, 0), at(0))).isFalse();
        routers.boots(NODE1, at(1));
        assertThat(solicited(2)).isEqualTo(NO_ROUTER);
    }

    @Test
    void however_many_stations_ask_only_so_many_are_kept_in_mind() {
        var few = new BootingRouters(US, new BootingRouters.Limits(2, BootingRouters.Limits.DEFAULT.boot(), BootingRouters.Limits.DEFAULT.question(),
                BootingRouters.Limits.DEFAULT.router()));
        few.boots(NODE1, at(0));
        few.boots(Mac.of("52:54:00:00:00:02"), at(0));
        few.boots(Mac.of("52:54:00:00:00:03"), at(0));
        assertThat(few.solicited(NODE1, new Solicitation(STATION), at(1))).isInstanceOf(Verdict.Silence.class);
    }

    private Verdict solicited(int second) {
        return routers.solicited(NODE1, new Solicitation(STATION), at(second));
    }

    private String silence(int second) {
        return Optional.of(solicited(second)).filter(Verdict.Silence.class::isInstance).map(Verdict.Silence.class::cast).orElseThrow().reason().code();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
