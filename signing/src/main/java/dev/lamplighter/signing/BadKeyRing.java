package dev.lamplighter.signing;

/** A key ring that cannot be signed with. The message is a sentence for the operator that names the file and the remedy. */
public final class BadKeyRing extends Exception {

    BadKeyRing(String message) {
        super(message);
    }

    BadKeyRing(String message, Throwable cause) {
        super(message, cause);
    }
}
