package dev.lamplighter.appliance.doctor.firewall;

import java.util.List;
import java.util.Optional;

/** A chain of a table: its rules in their order. {@code entry} says how packets come into it; without, only other chains send them. */
record Chain(String name, List<Rule> rules, Optional<Entry> entry) {

    Chain {
        rules = List.copyOf(rules);
    }

    /**
     * Packets that come in pass here.
     *
     * @param drops whether what no rule decides on is dropped
     * @param name the chain as its tool names it: {@code inet filter input}
     * @param allow makes the command that lets a packet pass
     */
    record Entry(boolean drops, String name, Allow allow) {}

    /** Makes the command that lets a packet in. */
    @FunctionalInterface
    interface Allow {
        String command(Knock knock);
    }
}
