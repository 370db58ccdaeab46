package dev.lamplighter.rpc.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** Lets so many requests be received at once; the others wait for their turn, which costs no memory beyond the connection's window. */
final class Reception {

    /** A call that is to be received. */
    interface Guest {

        /** It is its turn; called once. */
        void receive();
    }

    private final int most;
    private final Deque<Guest> waiting = new ArrayDeque<>();
    private int receiving;

    Reception(int most) {
        this.most = most;
    }

    void arrive(Guest guest) {
        synchronized (this) {
            if (receiving == most) {
                waiting.add(guest);
                return;
            }
            receiving++;
        }
        guest.receive();
    }

    /** A guest is received, or has left; {@code wasReceiving}: {@link Guest#receive} had been called. */
    void leave(Guest guest, boolean wasReceiving) {
        Guest next;
        synchronized (this) {
            if (!wasReceiving) {
                waiting.remove(guest);
                return;
            }
            next = waiting.poll();
            if (next == null) {
                receiving--;
                return;
            }
        }
        next.receive();
    }
}
