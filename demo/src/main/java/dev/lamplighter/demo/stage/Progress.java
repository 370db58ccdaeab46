package dev.lamplighter.demo.stage;

import java.time.Duration;

/** How far a boot has come. */
public sealed interface Progress {

    /** It goes on. */
    record Under() implements Progress {}

    /** Every stage was reached; {@code after} counts from power on. */
    record Done(Duration after) implements Progress {}

    /** It stopped before {@code stage} was reached. */
    record Stopped(Stage stage, String why) implements Progress {}
}
