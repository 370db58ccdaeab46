package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.console.service.BootJson;
import dev.lamplighter.console.service.BootNames;
import dev.lamplighter.console.service.Page;
import dev.lamplighter.console.service.Signals.Kind;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.timeline.Boot;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A client that follows boots: those of the last minutes, and then each that changes. Who does not read is dropped. */
final class Followed implements AutoCloseable {

    /** What changes often is told once in this time. */
    private static final int SIGNALS_MILLIS = 200;

    private final ChannelHandlerContext context;
    private final Set<String> machines;
    private final BooleanSupplier allowed;
    private final Set<Kind> waiting = EnumSet.noneOf(Kind.class);
    private Subscription boots = () -> { };
    private Subscription signals = () -> { };

    private Followed(ChannelHandlerContext context, Set<String> machines, BooleanSupplier allowed) {
        this.context = context;
        this.machines = machines;
        this.allowed = allowed;
    }

    /** {@code allowed} is asked again from time to time, on a thread that may wait. */
    static Followed begin(ChannelHandlerContext context, Desk desk, Page.Stream stream, BooleanSupplier allowed) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        Answered.fields(response.headers(), "text/event-stream");
        var _ = context.writeAndFlush(response);
        var followed = new Followed(context, stream.machines(), allowed);
        followed.boots = desk.boots().follow(followed::changed);
        if (stream.signals()) {
            followed.signals = desk.signals().follow(followed::signal);
        }
        return followed;
    }

    private void changed(List<Boot> changed) {
        var text = new StringBuilder();
        changed.stream().filter(boot -> machines.isEmpty() || !Collections.disjoint(BootNames.of(boot), machines))
                .forEach(boot -> text.append("event: boot\ndata: ").append(BootJson.line(boot)).append("\n\n"));
        push(text);
    }

    private void signal(Kind kind) {
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                var _ = context.executor().schedule(this::tell, SIGNALS_MILLIS, TimeUnit.MILLISECONDS);
            }
            waiting.add(kind);
        }
    }

    private void tell() {
        var text = new StringBuilder();
        synchronized (waiting) {
            waiting.forEach(kind -> text.append("event: changed\ndata: ").append(kind.name().toLowerCase(Locale.ROOT)).append("\n\n"));
            waiting.clear();
        }
        push(text);
    }

    /** Shows that the connection lives, in a line that clients pass over, to who may still follow. */
    void beat() {
        push(new StringBuilder(":\n\n"));
        var _ = Thread.startVirtualThread(() -> {
            if (!allowed.getAsBoolean()) {
                var _ = context.close();
            }
        });
    }

    private void push(StringBuilder text) {
        if (!context.channel().isWritable()) {
            var _ = context.close();
        } else if (!text.isEmpty()) {
            var _ = context.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8)));
        }
    }

    @Override
    public void close() {
        boots.close();
        signals.close();
    }
}
