package dev.lamplighter.model;

/** What a total codec makes of bytes: a message, or the reason why it is none. */
public sealed interface Decoded<T> {

    record Message<T>(T value) implements Decoded<T> {}

    record Malformed<T>(Reason reason) implements Decoded<T> {}
}
