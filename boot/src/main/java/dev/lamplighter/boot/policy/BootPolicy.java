package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Segment;
import java.util.Optional;

/** Decides what a client boots. Pure, and safe to call from any thread. */
@FunctionalInterface
public interface BootPolicy {

    /** The plan for {@code client}, which asks on {@code via} and is {@code machine} where the operator declared it. */
    BootPlan plan(BootClient client, Segment via, Optional<Machine> machine);
}
