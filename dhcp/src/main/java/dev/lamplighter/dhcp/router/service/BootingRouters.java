package dev.lamplighter.dhcp.router.service;

import dev.lamplighter.dhcp.router.packet.RouterMessage.Advertisement;
import dev.lamplighter.dhcp.router.packet.RouterMessage.Solicitation;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells machines that boot that there is no IPv6 router, because iPXE otherwise waits for one in each of its stages. Only machines that have just
 * asked DHCP where to boot from are told, and nobody while a router advertises here. A station that asks before it has asked DHCP is told
 * as soon as it does. Safe to use from several threads.
 */
public final class BootingRouters {

    static final Reason NOT_BOOTING = new Reason("ra-not-booting", "not a machine that boots");
    static final Reason FOREIGN = new Reason("ra-foreign-router", "an IPv6 router advertises here");

    private final Ip6 source;
    private final Limits limits;
    private final Map<Mac, Instant> booting;
    private final Map<Mac, Asked> waiting;
    private Optional<Instant> foreignUntil = Optional.empty();

    private record Asked(Ip6 source, Instant at) {}

    /**
     * How many stations are kept in mind; how long a machine that asked DHCP counts as booting; how long a question is open; and how long after its
     * last advertisement a router counts as being here (the longest interval of RFC 4861 section 6.2.1 is 1,800 seconds).
     */
    public record Limits(int stations, Duration boot, Duration question, Duration router) {
        public static final Limits DEFAULT = new Limits(4096, Duration.ofMinutes(3), Duration.ofSeconds(20), Duration.ofMinutes(31));
    }

    /** {@code source} is the link-local address that we speak from. */
    public BootingRouters(Ip6 source, Limits limits) {
        this.source = source;
        this.limits = limits;
        this.booting = latest(limits.stations());
        this.waiting = latest(limits.stations());
    }

    private static <V> Map<Mac, V> latest(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Mac, V> eldest) {
                return size() > most;
            }
        };
    }

    /** A station asks for a router. */
    public synchronized Verdict solicited(Mac station, Solicitation asked, Instant now) {
        if (routerIsHere(now)) {
            return new Verdict.Silence(FOREIGN);
        }
        if (Optional.ofNullable(booting.get(station)).filter(since -> since.plus(limits.boot()).isAfter(now)).isEmpty()) {
            waiting.remove(station);
            waiting.put(station, new Asked(asked.source(), now));
            return new Verdict.Silence(NOT_BOOTING);
        }
        return told(station, asked.source());
    }

    /** A station has asked DHCP where to boot from; what it is told now, if it asked for a router before. */
    public synchronized Optional<Verdict.Tell> boots(Mac station, Instant now) {
        booting.remove(station);
        booting.put(station, now);
        return Optional.ofNullable(waiting.remove(station))
                .filter(asked -> asked.at().plus(limits.question()).isAfter(now) && !routerIsHere(now))
                .map(asked -> told(station, asked.source()));
    }

    /** A router was heard; whether that is news. */
    public synchronized boolean advertised(Advertisement heard, Instant now) {
        if (heard.source().equals(source)) {
            return false;
        }
        boolean news = !routerIsHere(now);
        foreignUntil = Optional.of(now.plus(limits.router()));
        return news;
    }

    private boolean routerIsHere(Instant now) {
        return foreignUntil.filter(now::isBefore).isPresent();
    }

    private Verdict.Tell told(Mac station, Ip6 to) {
        return new Verdict.Tell(station, to, new Advertisement(source, 0));
    }
}
