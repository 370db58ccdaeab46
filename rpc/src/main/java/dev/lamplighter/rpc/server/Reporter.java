package dev.lamplighter.rpc.server;

import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.BootEvent.Notice.Level;
import dev.lamplighter.model.event.Events;
import dev.lamplighter.model.event.Wire;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.net.tls.TlsListener;
import dev.lamplighter.rpc.service.Answer;
import dev.lamplighter.rpc.service.Code;
import dev.lamplighter.store.catalog.Changed;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Tells what happened: every change, and everything that was refused. */
final class Reporter implements TlsListener {

    private static final int LONGEST = 2048;
    private static final int LONGEST_NAME = 128;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Events events;
    private final AtomicLong toldFull = new AtomicLong(System.nanoTime() - MINUTE);
    private final AtomicLong toldClientFull = new AtomicLong(System.nanoTime() - MINUTE);
    private final AtomicLong toldLibrary = new AtomicLong(System.nanoTime() - MINUTE);

    Reporter(Events events) {
        this.events = events;
    }

    void changed(Visitor by, String method, Answer.Done<?> done) {
        for (Changed change : done.changes()) {
            events.publish(new BootEvent.Change(events.stamp(), by.wire(), by.actor().name(), method, shortened(change.file()), change.before(), change.after()));
            done.warning().ifPresent(warning -> notice(Level.WARN, warning.code(),
                    shortened(change.file(), LONGEST_NAME) + ", put by " + shortened(by.actor().name(), LONGEST_NAME) + ", " + shortened(warning.sentence(), LONGEST_NAME)));
        }
    }

    void refused(Visitor who, String method, Code code, Reason reason) {
        var told = new Reason(reason.code(), shortened(reason.sentence()));
        events.publish(new BootEvent.Rpc(events.stamp(), who.wire(), who.actor().name(), method, code.name(), Optional.of(told)));
    }

    /** A connection ended before its first call. */
    void turnedAway(Wire wire, Reason reason) {
        events.publish(new BootEvent.Rpc(events.stamp(), wire, "", "", "UNAVAILABLE", Optional.of(reason)));
    }

    /** Something failed that cannot fail: a defect of ours. */
    void defect(String method, Throwable cause) {
        notice(Level.ERROR, "rpc-defect", method + " could not be answered because of a defect: " + shortened(cause.toString()));
    }

    /** What gRPC's library warns of; told at most once a minute. */
    void library(String warning) {
        if (first(toldLibrary)) {
            notice(Level.WARN, "rpc-library", "gRPC: " + shortened(warning));
        }
    }

    /** A connection was turned away; told at most once a minute. */
    void full(int most) {
        if (first(toldFull)) {
            notice(Level.WARN, "rpc-full", "gRPC turns connections away: " + most + " are open");
        }
    }

    /** A connection was turned away because its client has enough of them; told at most once a minute. */
    void clientFull(InetAddress client, int most) {
        if (first(toldClientFull)) {
            notice(Level.WARN, "rpc-client-full", "gRPC turns connections of " + client.getHostAddress() + " away: " + most
                    + " of them are open, and one client may have no more");
        }
    }

    @Override
    public void reloaded(TlsFiles files) {
        notice(Level.INFO, "rpc-tls-reloaded", "gRPC: new handshakes use the certificates as they are now in " + names(files));
    }

    @Override
    public void kept(TlsFiles files, BadPem why) {
        notice(Level.ERROR, "rpc-tls-kept", "gRPC goes on with the certificates it has, as the new ones cannot be used: " + why.getMessage());
    }

    private static String names(TlsFiles files) {
        return files.chain() + ", " + files.key() + files.clientCa().map(ca -> " and " + ca).orElse("");
    }

    private void notice(Level level, String code, String sentence) {
        events.publish(new BootEvent.Notice(events.stamp(), level, code, sentence));
    }

    private static boolean first(AtomicLong told) {
        long now = System.nanoTime();
        long last = told.get();
        return now - last >= MINUTE && told.compareAndSet(last, now);
    }

    /** The beginning and the end of {@code text}: in paths and sentences both matter. */
    static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    static String shortened(String text, int longest) {
        int half = longest / 2;
        return text.length() <= longest ? text : text.substring(0, half) + "…" + text.substring(text.length() - half + 1);
    }
}
