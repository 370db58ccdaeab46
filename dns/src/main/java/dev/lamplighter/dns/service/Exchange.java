package dev.lamplighter.dns.service;

import dev.lamplighter.dns.packet.Transport;
import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/** One question to one upstream server. Blocks, within a bounded time; not for event loops. */
@FunctionalInterface
public interface Exchange {

    /**
     * Sends {@code query} from a port of its own that cannot be guessed, and returns the first message from {@code server} that {@code isAnswer}
     * accepts; what it does not accept is not even noticed. Throws when none came in time or the server cannot be reached.
     */
    Bytes ask(InetSocketAddress server, Transport over, Bytes query, Predicate<Bytes> isAnswer) throws IOException;
}
