package dev.lamplighter.http.server;

import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Responder;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Asks the site for one connection, on its event loop. What must wait runs on a virtual thread; its answer is brought back to the loop. */
final class Asking {

    private final Responder<Question, Answer> site;
    private final Surroundings around;

    Asking(Responder<Question, Answer> site, Surroundings around) {
        this.site = site;
        this.around = around;
    }

    /** Calls {@code send} with the answer, or {@code breakOff} where a defect left none; both on the event loop. */
    void ask(ChannelHandlerContext ctx, Question question, Consumer<Answer> send, Consumer<Throwable> breakOff) {
        try {
            switch (outcome(() -> site.answer(question, around.arrival()))) {
                case Outcome.Reply<Answer>(Answer answer, _) -> send.accept(answer);
                case Outcome.Ignored<Answer>(Reason reason) -> send.accept(Answer.notFound(reason));
                case Outcome.Later<Answer> later -> Thread.ofVirtual().name("http").start(() -> finish(ctx, later, send, breakOff));
            }
        } catch (Throwable defect) {
            breakOff.accept(defect);
        }
    }

    /** On a virtual thread. */
    private void finish(ChannelHandlerContext ctx, Outcome.Later<Answer> later, Consumer<Answer> send, Consumer<Throwable> breakOff) {
        try {
            Answer answer = waitFor(later);
            if (!onLoop(ctx, () -> send.accept(answer))) {
                around.close(answer.content());
            }
        } catch (Throwable defect) {
            onLoop(ctx, () -> breakOff.accept(defect));
        }
    }

    private Answer waitFor(Outcome.Later<Answer> later) {
        Outcome<Answer> outcome = later;
        while (outcome instanceof Outcome.Later<Answer> next) {
            outcome = outcome(next.work());
        }
        return switch (outcome) {
            case Outcome.Reply<Answer>(Answer made, _) -> made;
            case Outcome.Ignored<Answer>(Reason reason) -> Answer.notFound(reason);
            case Outcome.Later<Answer> unfinished -> Answer.failure(new Reason("internal-error", "work without an end: " + unfinished));
        };
    }

    /** Goes back to the event loop; false where it is closing and takes nothing more. */
    private boolean onLoop(ChannelHandlerContext ctx, Runnable step) {
        try {
            ctx.executor().execute(step);
            return true;
        } catch (RejectedExecutionException closing) {
            around.visitors().end();
            return false;
        }
    }

    private Outcome<Answer> outcome(Callable<Outcome<Answer>> work) {
        try {
            return work.call();
        } catch (Throwable defect) {
            if (defect instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            around.reporter().defect(defect);
            return new Outcome.Reply<>(Answer.failure(new Reason("internal-error", "a defect of the server: see its log")));
        }
    }
}
