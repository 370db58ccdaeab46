package dev.lamplighter.net.tls;

/** A certificate or key that cannot be used. The message is one sentence that names the file and what is wrong with it. */
public final class BadPem extends Exception {

    BadPem(String message, Throwable cause) {
        super(message, cause);
    }

    BadPem(String message) {
        super(message);
    }
}
