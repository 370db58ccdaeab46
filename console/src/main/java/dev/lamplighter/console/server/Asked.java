package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.console.service.Access.Verdict;
import dev.lamplighter.console.service.Page;
import dev.lamplighter.console.service.Question;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One client of the admin door, with one question; the answer ends with the connection. What may wait runs on a virtual thread. */
final class Asked extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** How long a request may take to come. */
    private static final int SLOWEST_SECONDS = 10;

    private static final int BUSY = 503;

    private final Desk desk;
    private final Gate gate;
    private boolean asked;
    private Optional<ScheduledFuture<?>> deadline = Optional.empty();
    private Optional<Followed> following = Optional.empty();

    Asked(Desk desk, Gate gate) {
        this.desk = desk;
        this.gate = gate;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = Optional.of(context.executor().schedule(() -> {
            var _ = context.close();
        }, SLOWEST_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (asked) {
            return;
        }
        asked = true;
        deadline.ifPresent(late -> late.cancel(false));
        if (!request.decoderResult().isSuccess()) {
            var _ = context.close();
            return;
        }
        var target = new QueryStringDecoder(request.uri());
        Map<String, String> query = new HashMap<>();
        target.parameters().forEach((name, values) -> query.put(name, values.getLast()));
        var question = new Question(request.method().name(), target.path(), query, request.content().toString(UTF_8));
        var headers = request.headers();
        Judging judging = () -> gate.judge(context.channel(), question.path(), headers);
        var _ = Thread.startVirtualThread(() -> {
            if (!enters()) {
                Answered.send(context, Page.Document.plain(BUSY, "the console has too much to do just now: ask again"), false);
                return;
            }
            switch (answer(question, judging)) {
                case Page.Document document -> Answered.send(context, document, question.method().equals("HEAD"), desk.places()::release);
                case Page.Stream stream -> {
                    desk.places().release();
                    follow(context, stream, judging);
                }
            }
        });
    }

    private boolean enters() {
        try {
            return desk.places().tryAcquire(SLOWEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Judging {
        Verdict verdict();
    }

    private Page answer(Question question, Judging judging) {
        try {
            return switch (judging.verdict()) {
                case Verdict.Pass(var caller) -> desk.pages().answer(question, caller);
                case Verdict.Refused(var why) -> why;
            };
        } catch (RuntimeException defect) {
            return Answered.defect(defect);
        }
    }

    /** Who follows is looked at again now and then: a token may have been taken out meanwhile. */
    private void follow(ChannelHandlerContext context, Page.Stream stream, Judging judging) {
        if (!desk.followers().tryAcquire()) {
            Answered.send(context, Page.Document.plain(BUSY, "too many follow already: close a page, or end a command"), false);
            return;
        }
        context.channel().closeFuture().addListener(_ -> desk.followers().release());
        var followed = Followed.begin(context, desk, stream, () -> judging.verdict() instanceof Verdict.Pass);
        context.executor().execute(() -> {
            if (context.channel().isActive()) {
                following = Optional.of(followed);
            } else {
                followed.close();
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.ifPresent(late -> late.cancel(false));
        following.ifPresent(Followed::close);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            return;
        }
        if (following.isPresent()) {
            following.get().beat();
        } else {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
