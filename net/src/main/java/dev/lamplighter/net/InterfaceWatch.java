package dev.lamplighter.net;

import dev.lamplighter.model.event.BootEvent.Notice;
import dev.lamplighter.model.event.Events;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Watches whether interfaces are still those that sockets were bound to: SO_BINDTODEVICE keeps the number of an interface, so that a socket
 * hears nothing more when the interface is deleted, even if another is made by the same name. Says so with the notices
 * {@code interface-gone}, {@code interface-back} and {@code interface-not-bound}.
 */
public final class InterfaceWatch implements AutoCloseable {

    /** Closes the sockets of one interface and opens them again. Called on the watch's own thread; may wait. */
    @FunctionalInterface
    public interface Rebinding {
        void rebind(String interfaceName) throws CannotListen;
    }

    private static final Duration EVERY = Duration.ofSeconds(2);

    /** What the sockets of an interface are bound to, and what was last said of it. */
    private record Bound(int index, Said said) {
        enum Said { WELL, GONE, NOT_BOUND }
    }

    private final String service;
    private final Events events;
    private final ToIntFunction<String> indexOf;
    private final Rebinding rebinding;
    private final Map<String, Bound> watched = new LinkedHashMap<>();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    /** For {@code service}, as the notices name it. Make it before the sockets are bound, as it takes note of the interfaces now. */
    public InterfaceWatch(String service, List<String> interfaceNames, Events events, Rebinding rebinding) {
        this(service, interfaceNames, events, RawFrames::index, rebinding);
    }

    /** {@code indexOf} gives the number of an interface, 0 where there is none. */
    InterfaceWatch(String service, List<String> interfaceNames, Events events, ToIntFunction<String> indexOf, Rebinding rebinding) {
        this.service = service;
        this.events = events;
        this.indexOf = indexOf;
        this.rebinding = rebinding;
        interfaceNames.forEach(name -> watched.put(name, new Bound(indexOf.applyAsInt(name), Bound.Said.WELL)));
    }

    /** Looks every two seconds from now on. */
    public synchronized void start() {
        if (thread.isEmpty() && !closed && !watched.isEmpty()) {
            thread = Optional.of(Thread.ofVirtual().name("interfaces-" + service).start(this::run));
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. */
    synchronized void look() {
        if (!closed) {
            watched.replaceAll(this::look);
        }
    }

    private Bound look(String name, Bound bound) {
        int index = indexOf.applyAsInt(name);
        if (index == bound.index() && bound.said() == Bound.Said.WELL) {
            return bound;
        }
        if (index == 0) {
            if (bound.said() != Bound.Said.GONE) {
                say(Notice.Level.WARN, "interface-gone", "the interface " + name + " is gone: nothing is served there until it is back");
            }
            return new Bound(0, Bound.Said.GONE);
        }
        try {
            rebinding.rebind(name);
            say(Notice.Level.INFO, "interface-back", "the interface " + name + " was made anew and is served again");
            return new Bound(index, Bound.Said.WELL);
        } catch (CannotListen | RuntimeException refused) {
            if (bound.said() != Bound.Said.NOT_BOUND) {
                say(Notice.Level.WARN, "interface-not-bound",
                        "the interface " + name + " was made anew but is not served yet, and this is tried again: " + refused.getMessage());
            }
            return new Bound(0, Bound.Said.NOT_BOUND);
        }
    }

    private void say(Notice.Level level, String code, String sentence) {
        events.publish(new Notice(events.stamp(), level, code, service + ": " + sentence));
    }

    /** Looks no more: when this returns, nothing is being bound. */
    @Override
    public synchronized void close() {
        closed = true;
        thread.ifPresent(Thread::interrupt);
    }
}
