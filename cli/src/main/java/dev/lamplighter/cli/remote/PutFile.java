package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.CatalogText;
import dev.lamplighter.store.catalog.Parsed;

/** Understands the content of one file as an object of a kind, and refuses what a server would. */
public final class PutFile {

    /** Matchbox's limit of a message, less a little for what stands beside the content in it. */
    public static final int LARGEST = (4 << 20) - 4096;

    /** What is said of a group in a file of our own. */
    public static final String OWN_GROUP = "is a group in YAML, which gRPC cannot carry, as its messages are Matchbox's; put the file into the groups folder of the server";

    private PutFile() {}

    /** Whether a file holds a group of our own. */
    public static boolean isOwnGroup(Kind kind, String name) {
        return kind == Kind.GROUP && name.endsWith(".yaml");
    }

    /** {@code name} is that of a template; groups and profiles have an id of their own. */
    public static Parsed<Put> read(Kind kind, String name, Bytes content) {
        return switch (kind) {
            case GROUP -> switch (CatalogText.group(content)) {
                case Parsed.Bad(int line, int column, String message) -> new Parsed.Bad<>(line, column, message);
                case Parsed.Good(var group) when group.id().isEmpty() -> new Parsed.Bad<>(1, 1, "a group needs an id that is not empty");
                case Parsed.Good(var group) when group.profile().isEmpty() -> new Parsed.Bad<>(1, 1, "a group needs a profile");
                case Parsed.Good(var group) -> new Parsed.Good<>(new Put.OfGroup(group));
            };
            case PROFILE -> switch (CatalogText.profile(content)) {
                case Parsed.Bad(int line, int column, String message) -> new Parsed.Bad<>(line, column, message);
                case Parsed.Good(var profile) -> new Parsed.Good<>(new Put.OfProfile(profile));
            };
            case IGNITION, GENERIC, CLOUD, IPXE, GRUB -> new Parsed.Good<>(new Put.OfTemplate(kind.template().orElseThrow(), name, content));
        };
    }
}
