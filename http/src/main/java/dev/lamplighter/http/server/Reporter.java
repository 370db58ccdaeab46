package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.Percent;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Tells what happened. Text of clients is kept as it came but for its length. */
final class Reporter {

    private static final int LONGEST_PATH = 2048;
    private static final int LONGEST_WORD = 256;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Events events;
    private final AtomicLong toldFull = new AtomicLong(System.nanoTime() - MINUTE);

    Reporter(Events events) {
        this.events = events;
    }

    /** A request was answered, or as much of it as the client took; {@code trouble} is why it took no more. */
    void answered(Wire wire, Request request, Answer answer, Sending sending, Optional<Reason> trouble) {
        String target = request.question().target();
        int mark = target.indexOf('?');
        String path = Percent.text(mark < 0 ? target : target.substring(0, mark));
        events.publish(new BootEvent.Http(events.stamp(), wire, shortened(request.question().method(), LONGEST_WORD), shortened(path, LONGEST_PATH),
                answer.labels(), OptionalInt.of(answer.status()), sending.bytes(), Duration.ofNanos(System.nanoTime() - request.began()),
                shortened(Percent.text(request.userAgent()), LONGEST_WORD), trouble.or(answer::refusal)));
    }

    /** What came is no HTTP, or ended too early. */
    void malformed(Wire wire, Reason reason) {
        events.publish(new BootEvent.BadPacket(events.stamp(), wire, "http", 0, Optional.of(reason)));
    }

    /** Something failed that cannot fail: a defect of ours. */
    void defect(Throwable cause) {
        events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.ERROR, "http-defect",
                "a request could not be answered because of a defect: " + shortened(cause.toString(), LONGEST_PATH)));
    }

    /** A connection was turned away; told at most once a minute. */
    void full(int most) {
        long now = System.nanoTime();
        long last = toldFull.get();
        if (now - last >= MINUTE && toldFull.compareAndSet(last, now)) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, "http-full",
                    "HTTP turns connections away: " + most + " are open"));
        }
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
