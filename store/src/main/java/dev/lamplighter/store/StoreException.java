package dev.lamplighter.store;

/** What was to be kept could not be; nothing was changed. The message says why and what to do. */
public final class StoreException extends Exception {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
