package dev.lamplighter.boot.policy;

/** Whom a segment tells where to boot from. {@link #key} is how settings name it. */
public enum Answering {

    /** Everybody who asks. */
    ALL("all"),

    /** Declared machines, and those that some group could select by what their packet says (hardware address, UUID). */
    MATCHED("matched"),

    /** Declared machines only. */
    KNOWN("known");

    private final String key;

    Answering(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
