package dev.lamplighter.walk.script;

import java.net.URI;
import java.util.List;

/** How a script ends. */
public sealed interface Ending {

    /** A kernel runs, with these arguments at last. */
    record Boots(List<String> arguments) implements Ending {
        public Boots {
            arguments = List.copyOf(arguments);
        }
    }

    /** A program that is no kernel of this script runs: another loader. */
    record Starts(URI program) implements Ending {}

    /** A disk takes over; {@code command} says which. */
    record Disk(String command) implements Ending {}

    /** The script is over and nothing runs; iPXE hands back to the firmware. {@code at} is the command where it failed, empty where it did not. */
    record Over(boolean well, String at) implements Ending {}

    /** The walk cannot follow. */
    record Lost(String why) implements Ending {}
}
