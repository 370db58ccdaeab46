package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.Percent;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Wire;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Tells what happened. Text of clients is kept as it came but for its length, and their labels but for their number. */
final class Reporter {

    /** Labels follow in the path; they are told as labels. */
    private static final String NOCLOUD = "/nocloud/";

    /** A secret of the machine that reads. */
    private static final String TOKEN = "token";
    private static final int LONGEST_PATH = 2048;
    private static final int LONGEST_WORD = 256;
    private static final int MOST_LABELS = 32;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Events events;
    private final AtomicLong toldFull = new AtomicLong(System.nanoTime() - MINUTE);
    private final AtomicLong toldClientFull = new AtomicLong(System.nanoTime() - MINUTE);

    Reporter(Events events) {
        this.events = events;
    }

    /** A request was answered, or as much of it as the client took; {@code trouble} is why it took no more. */
    void answered(Wire wire, Request request, Answer answer, Sending sending, Optional<Reason> trouble) {
        events.publish(new BootEvent.Http(events.stamp(), wire, shortened(request.question().method(), LONGEST_WORD), path(request),
                some(answer.labels()), OptionalInt.of(answer.status()), sending.bytes(), Duration.ofNanos(System.nanoTime() - request.began()),
                shortened(Percent.text(request.userAgent()), LONGEST_WORD), trouble.or(answer::refusal), answer.config()));
    }

    /** Of a long answer some has gone out. */
    void progress(Wire wire, Request request, long octets, long whole) {
        events.publish(new BootEvent.Progress(events.stamp(), wire, "http", path(request), octets, whole));
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
        warn(toldFull, "http-full", "HTTP turns connections away: " + most + " are open");
    }

    /** A connection was turned away because its client has enough of them; told at most once a minute. */
    void clientFull(InetAddress client, int most) {
        warn(toldClientFull, "http-client-full",
                "HTTP turns connections of " + client.getHostAddress() + " away: " + most + " of them are open, and one client may have no more");
    }

    private static String path(Request request) {
        String target = request.question().target();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        return shortened(Percent.text(path.startsWith(NOCLOUD) ? NOCLOUD + path.substring(path.lastIndexOf('/') + 1) : path), LONGEST_PATH);
    }

    private void warn(AtomicLong told, String code, String sentence) {
        long now = System.nanoTime();
        long last = told.get();
        if (now - last >= MINUTE && told.compareAndSet(last, now)) {
            events.publish(new BootEvent.Notice(events.stamp(), BootEvent.Notice.Level.WARN, code, sentence));
        }
    }

    /** The first labels, and in any case the {@code mac}, by which others know the machine. */
    private static Labels some(Labels said) {
        Labels all = said.get(TOKEN).isEmpty() ? said : without(said);
        if (all.values().size() <= MOST_LABELS && all.values().entrySet().stream().allMatch(Reporter::isShort)) {
            return all;
        }
        var some = new LinkedHashMap<String, String>();
        all.get("mac").filter(mac -> all.values().size() > MOST_LABELS).ifPresent(mac -> some.put("mac", shortened(mac, LONGEST_WORD)));
        for (Map.Entry<String, String> label : all.values().entrySet()) {
            if (some.size() == MOST_LABELS) {
                break;
            }
            some.put(shortened(label.getKey(), LONGEST_WORD), shortened(label.getValue(), LONGEST_WORD));
        }
        return new Labels(some);
    }

    private static Labels without(Labels said) {
        var others = new LinkedHashMap<>(said.values());
        others.remove(TOKEN);
        return new Labels(others);
    }

    private static boolean isShort(Map.Entry<String, String> label) {
        return label.getKey().length() <= LONGEST_WORD && label.getValue().length() <= LONGEST_WORD;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
