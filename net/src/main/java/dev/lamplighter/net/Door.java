package dev.lamplighter.net;

import java.util.List;

/**
 * A door that serves a protocol. The life of one: {@link #open} once, then serving; {@link #stopTaking}: what runs goes on, nothing new begins;
 * {@link #close} at last, whether idle or not.
 */
public interface Door extends AutoCloseable {

    /** Binds every socket, or none: a failure leaves nothing open. */
    void open() throws CannotListen;

    /** What is open, for the start table. */
    List<Listening> listening();

    /** Begins no new work: transfers and requests that run may end. */
    void stopTaking();

    /** Whether something that was begun still runs. */
    boolean busy();

    @Override
    void close();
}
