package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Reason;

/** What a file holds that is asked for by its name. The sentences are Matchbox's, since clients show and compare them. */
public sealed interface Stored<T> {

    record Found<T>(T value) implements Stored<T> {}

    /** {@code open PATH/groups/ID.json: no such file or directory}. */
    record Missing<T>(String sentence) implements Stored<T> {}

    /** There is a file that is not what it should be, or none may have this name. */
    record Broken<T>(Reason reason) implements Stored<T> {}
}
