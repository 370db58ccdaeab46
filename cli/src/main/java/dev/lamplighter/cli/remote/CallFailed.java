package dev.lamplighter.cli.remote;

import dev.lamplighter.cli.Usage;

/** A server did not do what it was asked. The message is a sentence that says what happened and what to do next. */
public final class CallFailed extends Exception {

    /** What went wrong, for callers that go on differently. */
    public enum Kind {
        /** There is no connection, or it broke. */
        UNREACHABLE,
        /** The object is not there. */
        MISSING,
        /** The server does not know this call, as Matchbox does not know ours. */
        UNSUPPORTED,
        /** It took too long. */
        TIMEOUT,
        /** Anything else that the server said no to. */
        REFUSED
    }

    private final Kind kind;

    public CallFailed(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public CallFailed(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The exit code of a command that ends by this. */
    public int exitCode() {
        return kind == Kind.UNREACHABLE ? RemoteFlags.UNREACHABLE : Usage.FAILED;
    }
}
