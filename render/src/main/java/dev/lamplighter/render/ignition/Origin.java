package dev.lamplighter.render.ignition;

/** Where a value of a configuration comes from. */
public sealed interface Origin {

    Origin UNKNOWN = new Unknown();

    /** A place in the text that was read, in UTF-16 units. */
    record Offset(int units) implements Origin {}

    /** A value of the document that it was translated from, such as {@code storage.files.0.path}; empty for the whole document. */
    record Source(String path) implements Origin {}

    /** It was not given, so that a rule fills it in. */
    record Unknown() implements Origin {}
}
