package dev.lamplighter.store.catalog;

import dev.lamplighter.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** New content of a file, complete but not in its place yet. */
sealed interface Staged permits StagedFile, SpareFiles.Swap {

    /** Puts the content in its place in one step, durable once its {@link #folder} is forced too. */
    void place() throws StoreException;

    /** Forces content that is in its place already. */
    void force() throws IOException;

    /** The folder that the place is in. */
    Path folder();

    /** What the file in its place looks like as long as nobody else writes it, where that is known. */
    Optional<FileCalls.Facts> looks();

    /** Removes what was not placed. */
    void discard();
}
