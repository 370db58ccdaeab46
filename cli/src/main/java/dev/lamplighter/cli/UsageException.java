package dev.lamplighter.cli;

/** The command line is not understood. The message says which word is wrong and what would be right; the exit code is {@link Usage#MISTAKE}. */
public final class UsageException extends Exception {

    public UsageException(String message) {
        super(message);
    }
}
