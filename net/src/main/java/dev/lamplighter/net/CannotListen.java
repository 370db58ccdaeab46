package dev.lamplighter.net;

/** A door could not be opened. The message is one sentence: what, why, who holds it, and the remedy where it is known here. */
public final class CannotListen extends Exception {

    public CannotListen(String message, Throwable cause) {
        super(message, cause);
    }
}
