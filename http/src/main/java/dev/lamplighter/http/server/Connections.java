package dev.lamplighter.http.server;

import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import dev.lamplighter.net.tls.ReloadingTls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Builds the pipeline of each new connection, or turns it away. */
final class Connections extends ChannelInitializer<Channel> {

    private final Responder<Question, Answer> site;
    private final HttpLimits limits;
    private final Optional<ReloadingTls> tls;
    private final Function<InetSocketAddress, Segment> segmentOf;
    private final Visitors visitors;
    private final Reporter reporter;
    private final Clock clock;
    private final AnswerWriter writer;

    Connections(Responder<Question, Answer> site, HttpLimits limits, Optional<ReloadingTls> tls, Function<InetSocketAddress, Segment> segmentOf,
            Visitors visitors, Reporter reporter, Clock clock) {
        this.site = site;
        this.limits = limits;
        this.tls = tls;
        this.segmentOf = segmentOf;
        this.visitors = visitors;
        this.reporter = reporter;
        this.clock = clock;
        this.writer = new AnswerWriter(new DateField(clock), tls.isPresent());
    }

    @Override
    protected void initChannel(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress peer) || !(connection.localAddress() instanceof InetSocketAddress local)) {
            connection.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            return;
        }
        switch (visitors.enter(connection, peer.getAddress())) {
            case TAKEN -> converse(connection, peer, local);
            case FULL -> turnAway(connection, () -> reporter.full(limits.connections()));
            case CLIENT_FULL -> turnAway(connection, () -> reporter.clientFull(peer.getAddress(), limits.perClient()));
            case CLOSED -> turnAway(connection, () -> { });
        }
    }

    private void converse(Channel connection, InetSocketAddress peer, InetSocketAddress local) {
        var around = new Surroundings(limits, visitors, reporter, writer, clock, segmentOf.apply(local), peer, local);
        if (tls.isPresent()) {
            connection.pipeline().addLast(tls.get().current().newHandler(connection.alloc()), new Negotiation(site, around));
        } else {
            Http1.speak(connection.pipeline(), site, around, false);
        }
    }

    private static void turnAway(Channel connection, Runnable tell) {
        connection.close().addListener(closed -> tell.run());
    }
}
