package dev.lamplighter.http.server;

import dev.lamplighter.http.HttpLimits;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.Segment;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Builds the pipeline of each new connection, or turns it away. */
final class Connections extends ChannelInitializer<Channel> {

    private final Responder<Question, Answer> site;
    private final HttpLimits limits;
    private final Optional<SslContext> tls;
    private final Function<InetSocketAddress, Segment> segmentOf;
    private final Visitors visitors;
    private final Reporter reporter;
    private final Clock clock;
    private final AnswerWriter writer;

    Connections(Responder<Question, Answer> site, HttpLimits limits, Optional<SslContext> tls, Function<InetSocketAddress, Segment> segmentOf,
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
        var patience = new Patience(limits);
        ChannelPipeline pipeline = connection.pipeline();
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(connection.alloc())));
        pipeline.addLast(patience);
        pipeline.addLast(new HttpRequestDecoder(new HttpDecoderConfig().setMaxInitialLineLength(limits.line()).setMaxHeaderSize(limits.headers())));
        pipeline.addLast(new HttpResponseEncoder());
        if (tls.isPresent()) {
            pipeline.addLast(new ChunkedWriteHandler());
        }
        pipeline.addLast(new Conversation(site, around, patience));
    }

    private static void turnAway(Channel connection, Runnable tell) {
        connection.close().addListener(closed -> tell.run());
    }
}
