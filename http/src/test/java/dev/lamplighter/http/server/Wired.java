package dev.lamplighter.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.HttpSettings;
import dev.lamplighter.http.Segments;
import dev.lamplighter.http.service.Site;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Responder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A connection without a socket: octets in, octets out. */
final class Wired extends EmbeddedChannel {

    private Wired(ChannelHandler pipeline) {
        super(pipeline);
    }

    static Wired to(Responder<Ask, Body> boot, HttpLimits limits, Visitors visitors, Reporter reporter) {
        return to(boot, query -> Labels.NONE, limits, visitors, reporter);
    }

    static Wired to(Responder<Ask, Body> boot, Function<String, Labels> labelsOf, HttpLimits limits, Visitors visitors, Reporter reporter) {
        var site = new Site(new HttpSettings(List.of(), false, true, Optional.empty(), limits), boot, labelsOf, () -> "BORDER");
        var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Wired(new Connections(site, limits, Optional.empty(), local -> Segments.LAB, visitors, reporter, clock));
    }

    void say(String octets) {
        writeInbound(Unpooled.copiedBuffer(octets, ISO_8859_1));
    }

    /** All that was answered since this was last called. */
    String answered() {
        var text = new StringBuilder();
        for (ByteBuf next = readOutbound(); next != null; next = readOutbound()) {
            text.append(next.toString(ISO_8859_1));
            next.release();
        }
        return text.toString();
    }

    /** What was answered by work that waits: it runs on another thread and comes back; empty where the connection ended without a word. */
    String answeredSoon() {
        String text = answered();
        for (int i = 0; text.isEmpty() && isOpen() && i < 500; i++) {
            LockSupport.parkNanos(10_000_000);
            runPendingTasks();
            text = answered();
        }
        return text;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return Segments.NODE;
    }

    @Override
    protected SocketAddress localAddress0() {
        return Segments.SERVER;
    }
}
