package dev.lamplighter.store.catalog;

/** What a file says, or where and why it cannot be understood; line and column count from 1, 0 where unknown. */
sealed interface Parsed<T> {

    record Good<T>(T value) implements Parsed<T> {}

    record Bad<T>(int line, int column, String message) implements Parsed<T> {}
}
