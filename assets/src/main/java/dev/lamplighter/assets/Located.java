package dev.lamplighter.assets;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Reason;
import java.nio.file.Path;

/** Where a file that was asked for by name is. */
public sealed interface Located {

    /** A file or a folder of the operator's. */
    record OnDisk(Path path) implements Located {}

    /** One of the boot files inside. */
    record Inside(String name, Bytes content) implements Located {}

    /** There is none, or it may not be had; the reason says which. */
    record Absent(Reason reason) implements Located {}
}
