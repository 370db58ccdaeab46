package dev.lamplighter.boot;

/** What can be asked for. */
public sealed interface Resource {

    /** The constant script that sends iPXE back with its labels. */
    record BootScript() implements Resource {}

    /** What is rendered for a machine from its group and profile. */
    enum Document implements Resource { IPXE, GRUB, IGNITION, GENERIC, METADATA }

    /** A file below the assets folder; {@code path} is decoded and has no leading slash. */
    record Asset(String path) implements Resource {}

    /** A boot file by the name that firmware asks for. */
    record BootFile(String name) implements Resource {}
}
