package dev.lamplighter.dhcp.router.service;

import dev.lamplighter.dhcp.router.packet.RouterMessage.Advertisement;
import dev.lamplighter.model.Ip6;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;

/** What becomes of a station's question for a router. */
public sealed interface Verdict {

    /** {@code message} goes to this station alone, at the address {@code to}, or {@code ::} where it has none. */
    record Tell(Mac station, Ip6 to, Advertisement message) implements Verdict {}

    record Silence(Reason reason) implements Verdict {}
}
