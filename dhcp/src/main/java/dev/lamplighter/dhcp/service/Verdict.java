package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Reason;

/** What becomes of a REQUEST. */
sealed interface Verdict {

    record Acknowledge(Ip4 address) implements Verdict {}

    /** The client must begin anew; {@code why} is told to it. */
    record Refuse(String why) implements Verdict {}

    record Silence(Reason reason) implements Verdict {}
}
