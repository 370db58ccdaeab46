package dev.lamplighter.cli.machines;

import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.UsageException;
import dev.lamplighter.model.Machine;
import java.nio.file.Path;
import java.util.List;

/** Finds out where the server of this host keeps things, as its settings say. */
@FunctionalInterface
public interface Places {

    /** {@code reserved} are the machines that the settings themselves declare. */
    record Found(Path data, Path state, List<Machine> reserved) {}

    /** {@code flags} are those of {@code run} that were given. */
    Found find(List<String> flags, Console console) throws UsageException;
}
