package dev.lamplighter.render.butane;

import java.util.Optional;

/**
 * How a document is translated.
 *
 * @param filesDir the directory from which local files may be embedded, as the operator wrote it; empty if none may
 * @param strict whether a warning is a failure
 * @param pretty whether JSON is written with line ends
 * @param raw whether Ignition is written where a MachineConfig would be
 */
public record ButaneOptions(String filesDir, boolean strict, boolean pretty, boolean raw, ButaneLimits limits) {

    /** For documents that a server translates: no local files, warnings are dropped. */
    public static ButaneOptions served() {
        return new ButaneOptions("", false, false, false, ButaneLimits.DEFAULT);
    }

    Optional<String> files() {
        return Optional.of(filesDir).filter(directory -> !directory.isEmpty());
    }
}
