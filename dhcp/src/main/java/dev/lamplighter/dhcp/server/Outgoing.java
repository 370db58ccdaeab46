package dev.lamplighter.dhcp.server;

import dev.lamplighter.model.Bytes;

/** Sends datagrams from one socket. Called on any thread, and never waits. */
@FunctionalInterface
interface Outgoing {

    void send(Bytes datagram, Destination to);
}
