package dev.lamplighter.store.catalog;

import java.nio.file.Path;

/**
 * Notices changes of what a path leads to, also of every folder and link on the way. Follow first, then read: what changes after that is
 * told by {@link #drain}. Not safe for several threads at once. A path that is absent may be followed: it is told when it appears.
 */
interface Watcher extends AutoCloseable {

    /** Makes a watcher of paths at and below the folder {@code data}. */
    @FunctionalInterface
    interface Opening {
        Watcher open(Path data) throws CannotWatch;
    }

    /** Tells {@code file} whenever it may have changed. Following again looks at the way anew. */
    void follow(Path file) throws CannotWatch;

    /** Tells {@code folder} when another folder may be there, and {@code folder/NAME} when that entry may have changed. */
    void followFolder(Path folder) throws CannotWatch;

    void forget(Path followed);

    /** What has changed since the last call. Never waits. */
    Changes drain();

    @Override
    void close();
}
