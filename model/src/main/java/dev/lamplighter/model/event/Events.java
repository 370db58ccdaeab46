package dev.lamplighter.model.event;

import dev.lamplighter.model.Subscription;
import java.util.function.Consumer;

/** Where events go. Never blocks who publishes; a slow subscriber loses events, and they are counted. */
public interface Events {

    /** The stamp for the next event; each is used once. */
    Stamp stamp();

    void publish(BootEvent event);

    /**
     * Calls {@code to} with every event published from now on, one after the other, on a thread of this subscription. At most
     * {@code buffer} events wait for it. Closing delivers what waits, and returns when the last call
     * has returned or has taken too long.
     */
    Subscription subscribe(int buffer, Consumer<BootEvent> to);
}
