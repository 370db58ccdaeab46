package dev.lamplighter.store.catalog;

/** The system does not tell us of changes; the message says of what and why. */
final class CannotWatch extends Exception {

    private final boolean denied;

    CannotWatch(String message) {
        this(message, false);
    }

    /** {@code denied} where this process lacks the right to read the folder. */
    CannotWatch(String message, boolean denied) {
        super(message);
        this.denied = denied;
    }

    boolean denied() {
        return denied;
    }
}
