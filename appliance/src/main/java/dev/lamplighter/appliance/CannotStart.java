package dev.lamplighter.appliance;

/** The appliance could not start, and nothing of it runs. The message is one sentence that names the setting and the remedy. */
final class CannotStart extends Exception {

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }

    CannotStart(String message) {
        super(message);
    }
}
