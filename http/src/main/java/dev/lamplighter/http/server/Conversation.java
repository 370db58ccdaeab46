package dev.lamplighter.http.server;

import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection: its requests one after the other, each answered before the next is looked at. Of what comes while an answer is on its way
 * one read's worth is kept and nothing more is read, so a slow reader or a flood of requests costs no more than that. Runs on the
 * connection's event loop; what must wait runs on a virtual thread and comes back here.
 */
final class Conversation extends ChannelInboundHandlerAdapter {

    private static final Reason GONE = new Reason("client-gone", "the client went away before it had the whole answer");
    private static final Reason STALLED = new Reason("client-stalled", "the client took nothing of the answer for too long");

    /** From how many octets on an answer is told about while it goes out, and how often. */
    private static final long LONG = 1 << 20;
    private static final long TELLING_MILLIS = 500;

    private enum State { WAITING, RECEIVING, ANSWERING, LEAVING }

    private final Asking asking;
    private final Surroundings around;
    private final Patience patience;
    private final Deque<HttpObject> pipelined = new ArrayDeque<>();
    private State state = State.WAITING;
    private Optional<Request> current = Optional.empty();
    private Optional<Reason> trouble = Optional.empty();
    private long body;
    private boolean draining;
    private boolean inputEnded;

    Conversation(Responder<Question, Answer> site, Surroundings around, Patience patience) {
        this.asking = new Asking(site, around);
        this.around = around;
        this.patience = patience;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HttpObject object) || state == State.LEAVING) {
            ReferenceCountUtil.release(message);
        } else if (state == State.ANSWERING || draining) {
            pipelined.add(object);
            ctx.channel().config().setAutoRead(false);
        } else {
            receive(ctx, object);
        }
    }

    private void receive(ChannelHandlerContext ctx, HttpObject object) {
        try {
            if (object.decoderResult().isFailure()) {
                refuse(ctx, Refusals.of(object.decoderResult().cause()));
                return;
            }
            if (object instanceof HttpRequest head) {
                begin(ctx, head);
            }
            if (object instanceof HttpContent content && state == State.RECEIVING) {
                body += content.content().readableBytes();
                if (body > around.limits().body()) {
                    refuse(ctx, Refusals.tooLarge(around.limits().body()));
                } else if (content instanceof LastHttpContent) {
                    answer(ctx);
                }
            }
        } finally {
            ReferenceCountUtil.release(object);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        current = Optional.of(Request.of(head));
        state = State.RECEIVING;
        body = 0;
        around.visitors().begin();
        Optional<Answer> refusal = Refusals.of(head, around.limits().body());
        if (refusal.isPresent()) {
            refuse(ctx, refusal.get());
        } else if (Refusals.awaitsContinue(head)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void answer(ChannelHandlerContext ctx) {
        state = State.ANSWERING;
        patience.answering();
        asking.ask(ctx, current.orElseThrow().question(), answer -> send(ctx, answer), defect -> breakOff(ctx, defect));
    }

    /** Ends a connection whose answer cannot be completed because of a defect of ours, as nothing else would end it. */
    private void breakOff(ChannelHandlerContext ctx, Throwable defect) {
        state = State.LEAVING;
        if (current.isPresent()) {
            current = Optional.empty();
            around.visitors().end();
        }
        close(ctx);
        around.reporter().defect(defect);
    }

    /** A request that is not answered as it wants: says so, and ends the connection, because what follows cannot be trusted. */
    private void refuse(ChannelHandlerContext ctx, Answer refusal) {
        if (current.isEmpty()) {
            refusal.refusal().ifPresent(reason -> around.reporter().malformed(around.wire(), reason));
        }
        state = State.LEAVING;
        patience.answering();
        Request request = current.orElse(Refusals.UNKNOWN);
        Sending sending = around.writer().write(ctx, request, refusal, false);
        sending.done().addListener(out -> {
            if (current.isPresent()) {
                end(request, refusal, sending);
            }
            linger(ctx);
        });
    }

    private void send(ChannelHandlerContext ctx, Answer answer) {
        try {
            Request request = current.orElseThrow();
            boolean keep = request.keepAlive() && !around.visitors().leaving();
            Sending sending = around.writer().write(ctx, request, answer, keep);
            sending.done().addListener(out -> sent(ctx, request, answer, sending));
            if (!sending.done().isDone()) {
                patience.sending(sending::ofFiles);
                if (answer.content().length() >= LONG) {
                    tellLater(ctx, request, answer.content().length(), sending);
                }
            }
        } catch (Throwable defect) {
            around.close(answer.content());
            breakOff(ctx, defect);
        }
    }

    /** Now and then how far a long answer is. */
    private void tellLater(ChannelHandlerContext ctx, Request request, long whole, Sending sending) {
        var _ = ctx.executor().schedule(() -> {
            if (!sending.done().isDone()) {
                around.reporter().progress(around.wire(), request, sending.ofFiles(), whole);
                tellLater(ctx, request, whole, sending);
            }
        }, TELLING_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sent(ChannelHandlerContext ctx, Request request, Answer answer, Sending sending) {
        around.close(answer.content());
        if (state != State.ANSWERING) {
            return;
        }
        if (!sending.done().isSuccess() && trouble.isEmpty()) {
            trouble = Optional.of(GONE);
        }
        try {
            end(request, answer, sending);
        } catch (Throwable defect) {
            breakOff(ctx, defect);
            return;
        }
        if (!sending.done().isSuccess() || sending.closes()) {
            state = State.LEAVING;
            close(ctx);
            return;
        }
        state = State.WAITING;
        patience.quiet();
        drain(ctx);
    }

    private void end(Request request, Answer answer, Sending sending) {
        current = Optional.empty();
        around.visitors().end();
        around.reporter().answered(around.wire(), request, answer, sending, trouble);
    }

    /** Takes up what came while an answer was on its way; a loop, because answers from memory are out at once. */
    private void drain(ChannelHandlerContext ctx) {
        if (draining) {
            return;
        }
        draining = true;
        while (!pipelined.isEmpty() && (state == State.WAITING || state == State.RECEIVING)) {
            receive(ctx, pipelined.remove());
        }
        draining = false;
        if (state == State.WAITING && (inputEnded || around.visitors().leaving())) {
            close(ctx);
        } else if (state == State.WAITING || state == State.RECEIVING) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        boolean idle = state == State.WAITING;
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (state != State.ANSWERING) {
                close(ctx);
            }
        } else if ((event == Visitors.Farewell.LEAVE && idle) || event == Patience.Expired.QUIET) {
            close(ctx);
        } else if (event == Patience.Expired.HALF_SENT) {
            around.reporter().malformed(around.wire(), new Reason("half-request", "a request was begun and not completed in time"));
            close(ctx);
        } else if (event == Patience.Expired.STALLED) {
            trouble = Optional.of(STALLED);
            close(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state == State.RECEIVING) {
            around.visitors().end();
            around.reporter().malformed(around.wire(), new Reason("half-request", "the client went away within its request"));
        }
        if (state != State.ANSWERING) {
            state = State.LEAVING;
        }
        pipelined.forEach(ReferenceCountUtil::release);
        pipelined.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            around.reporter().malformed(around.wire(), Refusals.reason(cause));
        }
        close(ctx);
    }

    /** Ends our side, and waits a little for the client to read why: closing at once would throw the answer away with what it still sends. */
    private void linger(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel connection && ctx.pipeline().get(SslHandler.class) == null) {
            patience.lingering();
            connection.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            ctx.channel().config().setAutoRead(true);
        } else {
            close(ctx);
        }
    }

    private static void close(ChannelHandlerContext ctx) {
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }
}
