package dev.lamplighter.cli.audit;

import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out where the server of this host keeps its audit, as its settings say. */
@FunctionalInterface
public interface AuditPlaces {

    /** The file, empty where settings say none, and the folder of the state. */
    record Found(Optional<Path> file, Path state) {}

    /** {@code flags} are those of {@code run} that were given. */
    Found find(List<String> flags, Console console) throws UsageException;
}
