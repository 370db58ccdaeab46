package dev.lamplighter.appliance.doctor.firewall;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules of a host that packets pass which come in. */
public final class Ruleset {

    private final List<Table> tables;

    Ruleset(List<Table> tables) {
        this.tables = List.copyOf(tables);
    }

    /** A host without rules. */
    public static Ruleset none() {
        return new Ruleset(List.of());
    }

    /** What stops {@code knock}; empty where it comes in. */
    public List<Stopped> stopping(Knock knock) {
        return tables.stream().flatMap(table -> table.stopping(knock).stream()).toList();
    }

    /** These rules and those of another tool. */
    public Ruleset and(Ruleset other) {
        return new Ruleset(Stream.concat(tables.stream(), other.tables.stream()).toList());
    }

    /** Without the tables of these names: another tool prints them better. */
    Ruleset without(Set<String> names) {
        return new Ruleset(tables.stream().filter(table -> !names.contains(table.name())).toList());
    }

    /** The names of the tables. */
    Set<String> names() {
        return tables.stream().map(Table::name).collect(Collectors.toUnmodifiableSet());
    }
}
