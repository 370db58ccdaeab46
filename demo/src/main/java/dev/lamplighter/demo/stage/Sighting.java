package dev.lamplighter.demo.stage;

/** Something the demo sees while the machine boots. */
public sealed interface Sighting {

    /** The appliance wrote a line: an event as JSON, or something else, which is left in its log. */
    record Served(String line) implements Sighting {}

    /** The machine wrote a line to its console. */
    record Said(String line) implements Sighting {}

    /** The appliance's process ended. */
    record ApplianceEnded(int exit) implements Sighting {}

    /** The machine's process ended: it powered off, or broke. */
    record MachineEnded(int exit) implements Sighting {}
}
