package dev.lamplighter.http.server;

import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.service.Content;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.event.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;

/** What a conversation has around it: the door's parts, and the two ends of its connection. */
record Surroundings(HttpLimits limits, Visitors visitors, Reporter reporter, AnswerWriter writer, Clock clock, Segment segment,
        InetSocketAddress peer, InetSocketAddress local) {

    Arrival arrival() {
        return new Arrival(segment, peer, local, Optional.empty(), clock.instant());
    }

    Wire wire() {
        return new Wire(segment.interfaceName(), peer, local);
    }

    /** Closes the file of {@code content}, where it has one. */
    void close(Content content) {
        if (content instanceof Content.FromFile sent) {
            try {
                sent.file().close();
            } catch (IOException unlikely) {
                reporter.defect(unlikely);
            }
        }
    }
}
