package dev.lamplighter.rpc.server;

import com.google.protobuf.MessageLite;
import dev.lamplighter.model.Reason;
import dev.lamplighter.rpc.RpcLimits;
import dev.lamplighter.rpc.service.Answer;
import dev.lamplighter.rpc.service.Call;
import dev.lamplighter.rpc.service.Code;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * One call, from its headers until its answer is out. What gRPC tells comes on the connection's event loop, work that must wait runs on a
 * virtual thread, and the look at the clock comes from anywhere: whoever is first to end the call ends it.
 */
final class OpenCall<Q, A extends MessageLite> extends ServerCall.Listener<Received<Q>> implements Reception.Guest {

    private static final int LONGEST_TEXT = 1024;

    /** A request as Java objects is some times what it is on the wire, above all where it is JSON. */
    private static final int UNPACKED = 8;

    /** A request of more octets is worked on by a thread of its own: making its text and its digest takes long. */
    private static final int SMALL = 16 << 10;

    /** COMPLETE: the request is here, and waits for memory to be worked on. It keeps its place in the reception until then. */
    private enum Phase { WAITING, RECEIVING, COMPLETE, RECEIVED, ANSWERED, OVER }

    private final ServerCall<Received<Q>, A> call;
    private final Visitor visitor;
    private final Call<Q, A> service;
    private final Surroundings around;
    private Phase phase = Phase.WAITING;
    private long since = System.nanoTime();
    private Optional<Received<Q>> request = Optional.empty();
    private int held;

    OpenCall(ServerCall<Received<Q>, A> call, Visitor visitor, Call<Q, A> service, Surroundings around) {
        this.call = call;
        this.visitor = visitor;
        this.service = service;
        this.around = around;
    }

    void begin() {
        around.calls().begin(this);
        around.reception().arrive(this);
    }

    @Override
    public void receive() {
        synchronized (this) {
            if (phase == Phase.WAITING) {
                phase = Phase.RECEIVING;
                since = System.nanoTime();
                call.request(1);
                return;
            }
        }
        around.reception().leave(this, true);
    }

    @Override
    public void onMessage(Received<Q> message) {
        request = Optional.of(message);
    }

    @Override
    public void onHalfClose() {
        synchronized (this) {
            if (phase == Phase.RECEIVING) {
                phase = Phase.COMPLETE;
            }
        }
        if (request.isEmpty()) {
            refuse(Code.INTERNAL, "the request has no message", new Reason("malformed", "the request has no message"));
            return;
        }
        switch (request.get()) {
            case Received.Malformed<Q>(String why) -> refuse(Code.INTERNAL, why, new Reason("malformed", why));
            case Received.Message<Q>(Q question, int octets) -> {
                request = Optional.empty();
                conclude(ask(question), octets);
            }
        }
    }

    private Answer<A> ask(Q question) {
        try {
            return service.answer(question, visitor.actor());
        } catch (RuntimeException | Error defect) {
            return defect(defect);
        }
    }

    private void conclude(Answer<A> answer, int octets) {
        switch (answer) {
            case Answer.Done<A> done when hold(done.message().getSerializedSize(), Duration.ZERO) -> send(done);
            case Answer.Done<A> done -> Thread.startVirtualThread(() -> finish(done, octets));
            case Answer.Later<A> later -> Thread.startVirtualThread(() -> finish(later, octets));
            case Answer.Promised<A> promised when octets <= SMALL && hold((long) octets * UNPACKED, Duration.ZERO) -> begin(promised, octets);
            case Answer.Promised<A> promised -> Thread.startVirtualThread(() -> finish(promised, octets));
            case Answer.Refused<A>(Code code, String text, Reason reason) -> refuse(code, text, reason);
        }
    }

    /** On the event loop, where the answer is told, too. */
    private void begin(Answer.Promised<A> promised, int octets) {
        CompletionStage<Answer<A>> answer;
        try {
            answer = promised.start().get();
        } catch (RuntimeException | Error defect) {
            conclude(defect(defect), octets);
            return;
        }
        var _ = answer.whenComplete((come, failed) -> onLoop(() -> conclude(failed == null ? come : defect(failed), octets)));
    }

    private void onLoop(Runnable work) {
        Optional<EventLoop> loop = visitor.connection().map(Channel::eventLoop);
        try {
            loop.ifPresentOrElse(open -> open.execute(work), work);
        } catch (RejectedExecutionException stopped) {
            work.run();
        }
    }

    /** On a virtual thread: works until there is something to say, and says it. */
    private void finish(Answer<A> begun, int octets) {
        Answer<A> answer = begun;
        long needed = (long) octets * UNPACKED;
        while (answer instanceof Answer.Later<A> || answer instanceof Answer.Promised<A>) {
            needed = Math.max(needed, weight(answer) << 10);
            if (!hold(needed, around.limits().half())) {
                busy();
                return;
            }
            try {
                answer = next(answer);
            } catch (Exception | Error defect) {
                answer = defect(defect);
            }
        }
        switch (answer) {
            case Answer.Done<A> done when hold(done.message().getSerializedSize(), around.limits().half()) -> send(done);
            case Answer.Done<A> done -> {
                around.reporter().changed(visitor, method(), done);
                busy();
            }
            case Answer.Refused<A>(Code code, String text, Reason reason) -> refuse(code, text, reason);
            case Answer.Later<A> _ -> throw new IllegalStateException("worked off above");
            case Answer.Promised<A> _ -> throw new IllegalStateException("worked off above");
        }
    }

    private static long weight(Answer<?> answer) {
        return answer instanceof Answer.Later<?>(int weight, var _) ? weight : 0;
    }

    private Answer<A> next(Answer<A> answer) throws Exception {
        return switch (answer) {
            case Answer.Later<A> later -> later.work().call();
            case Answer.Promised<A> promised -> promised.start().get().toCompletableFuture().get();
            case Answer.Done<A> done -> done;
            case Answer.Refused<A> refused -> refused;
        };
    }

    private void send(Answer.Done<A> done) {
        around.reporter().changed(visitor, method(), done);
        synchronized (this) {
            if (phase == Phase.ANSWERED || phase == Phase.OVER) {
                return;
            }
            phase = Phase.ANSWERED;
            since = System.nanoTime();
            call.sendHeaders(new Metadata());
            call.sendMessage(done.message());
            call.close(Status.OK, new Metadata());
        }
    }

    /** Ends the call without an answer, unless it has ended already. */
    void refuse(Code code, String text, Reason reason) {
        Phase before;
        synchronized (this) {
            before = phase;
            if (before == Phase.ANSWERED || before == Phase.OVER) {
                return;
            }
            phase = Phase.ANSWERED;
            since = System.nanoTime();
            call.close(Status.fromCode(Status.Code.valueOf(code.name())).withDescription(Reporter.shortened(text, LONGEST_TEXT)), new Metadata());
        }
        left(before);
        around.reporter().refused(visitor, method(), code, reason);
    }

    private void busy() {
        refuse(Code.RESOURCE_EXHAUSTED, "the server is busy with other large requests: try again",
                new Reason("busy", "other calls used, for too long, all that calls may use together"));
    }

    private Answer.Refused<A> defect(Throwable defect) {
        if (defect instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        around.reporter().defect(method(), defect);
        String text = "a defect of the server kept it from answering: see its log";
        return new Answer.Refused<>(Code.INTERNAL, text, new Reason("internal-error", text));
    }

    private String method() {
        return call.getMethodDescriptor().getFullMethodName();
    }

    /** Makes sure that this call holds memory for so many octets. */
    private boolean hold(long octets, Duration patience) {
        int wanted = around.memory().kibibytes(octets) - held;
        if (wanted <= 0) {
            received();
            return true;
        }
        boolean got;
        try {
            got = patience.isZero() ? around.memory().takeNow(wanted) : around.memory().take(wanted, patience);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            got = false;
        }
        if (!got) {
            return false;
        }
        synchronized (this) {
            if (phase == Phase.OVER) {
                around.memory().giveBack(wanted);
            } else {
                held += wanted;
            }
        }
        received();
        return true;
    }

    private void received() {
        synchronized (this) {
            if (phase != Phase.COMPLETE) {
                return;
            }
            phase = Phase.RECEIVED;
        }
        around.reception().leave(this, true);
    }

    @Override
    public void onCancel() {
        Phase before = over();
        if (before == Phase.WAITING || before == Phase.RECEIVING) {
            around.reporter().refused(visitor, method(), Code.INTERNAL, new Reason("half-request", "the request ended before it was complete, or was too large"));
        }
    }

    @Override
    public void onComplete() {
        over();
    }

    private Phase over() {
        Phase before;
        synchronized (this) {
            before = phase;
            phase = Phase.OVER;
            around.memory().giveBack(held);
            held = 0;
        }
        left(before);
        around.calls().end(this);
        return before;
    }

    private void left(Phase before) {
        if (before == Phase.WAITING || before == Phase.RECEIVING || before == Phase.COMPLETE) {
            around.reception().leave(this, before != Phase.WAITING);
        }
    }

    /** Ends what takes too long: a request by a status; an answer that the client does not take, together with its connection. */
    void look(long now, RpcLimits limits) {
        Phase current;
        Duration age;
        synchronized (this) {
            current = phase;
            age = Duration.ofNanos(now - since);
        }
        if (age.compareTo(current == Phase.RECEIVING ? limits.half() : limits.taking()) <= 0) {
            return;
        }
        switch (current) {
            case WAITING -> busy();
            case RECEIVING -> refuse(Code.DEADLINE_EXCEEDED, "the request was not complete in time",
                    new Reason("half-request", "the request was begun and not completed in time"));
            case ANSWERED -> {
                around.reporter().refused(visitor, method(), Code.DEADLINE_EXCEEDED, new Reason("client-stalled", "the client did not take its answer in time"));
                visitor.connection().ifPresent(Connections::end);
            }
            case COMPLETE, RECEIVED, OVER -> { }
        }
    }
}
