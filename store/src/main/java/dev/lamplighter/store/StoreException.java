package dev.lamplighter.store;

/** What was to be kept could not be; nothing was changed. The message says why and what to do. */
public final class StoreException extends Exception {

    /** What went wrong, for callers that answer with a status. */
    public enum Kind {
        /** What was to be deleted is not there. */
        MISSING,
        /** The id or name can be no file's. */
        BAD_NAME,
        /** The object itself is refused: an id or a profile is missing, it is too large. */
        BAD_OBJECT,
        /** This process may not write there, or the file system is read-only. */
        READ_ONLY,
        /** The disk or the quota is full. */
        NO_SPACE,
        /** The catalog is another one than the caller knew. */
        CONFLICT,
        /** Anything else. */
        FAILED
    }

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public StoreException(String message, Throwable cause) {
        this(Kind.FAILED, message, cause);
    }

    public StoreException(String message) {
        this(Kind.FAILED, message);
    }

    public Kind kind() {
        return kind;
    }
}
