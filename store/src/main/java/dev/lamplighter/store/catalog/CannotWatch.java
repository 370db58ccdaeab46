package dev.lamplighter.store.catalog;

/** The system does not tell us of changes; the message says of what and why. */
final class CannotWatch extends Exception {

    CannotWatch(String message) {
        super(message);
    }
}
