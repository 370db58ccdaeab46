package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import java.io.PrintStream;
import java.util.List;

/** Objects of one kind as a server sent them, in the forms in which they can be printed. */
interface Shown {

    /** Each object as JSON; groups and profiles in the form of their files. */
    List<Bytes> json();

    /** For people, short. */
    void table(PrintStream out);

    /** For people, all of it. */
    void describe(PrintStream out);
}
