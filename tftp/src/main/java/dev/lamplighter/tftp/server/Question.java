package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.tftp.packet.TftpPacket.ReadRequest;
import java.net.InetSocketAddress;

/** A read request with where it came to. */
record Question(ReadRequest asked, Arrival arrival, Place place) {

    InetSocketAddress peer() {
        return arrival.from();
    }

    Wire wire() {
        return new Wire(place.segment().interfaceName(), arrival.from(), arrival.to());
    }
}
