package dev.lamplighter.walk.wire;

/** The wire cannot be used from here; the message says why, and what to do. */
public final class CannotWalk extends Exception {

    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Why { NO_INTERFACE, NO_PERMISSION }

    private final Why why;

    CannotWalk(Why why, String sentence) {
        super(sentence);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
