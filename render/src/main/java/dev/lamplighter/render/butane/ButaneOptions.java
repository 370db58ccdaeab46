package dev.lamplighter.render.butane;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a document is translated.
 *
 * @param filesDir the directory from which local files may be embedded; empty if none may
 * @param strict whether a warning is a failure
 * @param pretty whether JSON is written with line ends
 * @param raw whether Ignition is written where a MachineConfig would be
 */
public record ButaneOptions(Optional<Path> filesDir, boolean strict, boolean pretty, boolean raw, ButaneLimits limits) {

    /** For documents that a server translates: no local files, and warnings are no failures. */
    public static ButaneOptions served() {
        return new ButaneOptions(Optional.empty(), false, false, false, ButaneLimits.DEFAULT);
    }
}
