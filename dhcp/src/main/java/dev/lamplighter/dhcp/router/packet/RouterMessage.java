package dev.lamplighter.dhcp.router.packet;

import dev.lamplighter.model.Ip6;

/** What is said between stations and routers (RFC 4861 section 4), as far as it concerns machines that boot. */
public sealed interface RouterMessage {

    /** Who says it; {@code ::} where the station has no address yet. */
    Ip6 source();

    /** A station asks whether there is a router. */
    record Solicitation(Ip6 source) implements RouterMessage {}

    /** A router says that it is there; with a lifetime of 0, that nobody shall send through it. */
    record Advertisement(Ip6 source, int lifetimeSeconds) implements RouterMessage {}
}
