package dev.lamplighter.demo.walk;

import dev.lamplighter.demo.stage.Stage;

/** The walk stops at {@link #stage}; the message says why. */
final class WalkException extends Exception {

    private static final long serialVersionUID = 1;

    private final Stage stage;

    WalkException(Stage stage, String why) {
        super(why);
        this.stage = stage;
    }

    WalkException(Stage stage, String why, Throwable cause) {
        super(why, cause);
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }
}
