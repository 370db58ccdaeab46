package dev.lamplighter.walk;

import java.util.Arrays;
import java.util.Optional;

/** What the answers of a stage decided; two walks are compared by these. {@link #key} is the name in JSON; stable. */
public enum Fact {

    ADDRESS("address", true),
    NETMASK("netmask", true),
    ROUTER("router", true),
    DNS("dns", true),
    DOMAIN("domain", true),
    HOSTNAME("hostname", true),
    /** Seconds. */
    LEASE("lease", true),
    /** Who leases the address. */
    SERVER("server", true),
    /** Who says where to boot from, if another than {@link #SERVER}. */
    PROXY("proxy", false),
    NEXT_SERVER("next-server", false),
    BOOT_FILE("boot-file", false),
    /** The texts of a PXE boot menu, with " | " between them. */
    MENU("menu", false),
    /** The item that a client takes when nobody presses a key. */
    ITEM("item", false),
    URL("url", false),
    /** HTTP's, or 200, 403 and 404 for TFTP. */
    STATUS("status", false),
    /** Octets of the whole. */
    LENGTH("length", false),
    /** The media type. */
    TYPE("type", false),
    /** The kernel's arguments. */
    ARGS("args", false),
    /** A script or a config, as it was served. */
    TEXT("text", false);

    private final String key;
    private final boolean ofLease;

    Fact(String key, boolean ofLease) {
        this.key = key;
        this.ofLease = ofLease;
    }

    public String key() {
        return key;
    }

    /** Whether this belongs to the lease, which may come from another server than the way to boot. */
    public boolean isOfLease() {
        return ofLease;
    }

    static Optional<Fact> named(String key) {
        return Arrays.stream(values()).filter(fact -> fact.key.equals(key)).findFirst();
    }
}
