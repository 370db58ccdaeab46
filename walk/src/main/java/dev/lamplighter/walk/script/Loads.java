package dev.lamplighter.walk.script;

import java.net.URI;
import java.util.List;

/** What a script causes outside of itself. */
public interface Loads {

    /** Fetches an image that shall run; {@code depth} scripts lead to it. */
    Loaded chain(URI what, int depth);

    /** Fetches a kernel; false if it is not there. */
    boolean kernel(URI what, List<String> arguments);

    /** Fetches an initrd, or a file like one. */
    boolean initrd(URI what);

    /** Words for the one who stands before the machine. */
    void says(String words);

    /** What came for a {@code chain}. */
    sealed interface Loaded {

        /** Another script. */
        record Script(String text) implements Loaded {}

        /** A program that takes over. */
        record Program() implements Loaded {}

        /** Nothing: the command fails. */
        record Nothing() implements Loaded {}
    }
}
