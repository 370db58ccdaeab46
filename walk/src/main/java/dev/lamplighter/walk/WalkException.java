package dev.lamplighter.walk;

/** The walk cannot go on; the message says why, to a person. */
public final class WalkException extends Exception {

    private static final long serialVersionUID = 1;

    public WalkException(String why) {
        super(why);
    }

    public WalkException(String why, Throwable cause) {
        super(why, cause);
    }
}
