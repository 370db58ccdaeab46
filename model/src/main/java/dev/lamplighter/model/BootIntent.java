package dev.lamplighter.model;

import java.util.Arrays;
import java.util.Optional;

/** From where a machine shall boot. A file declares the initial one; the current one is state. */
public enum BootIntent {
    /** From the network, every time. */
    NETBOOT("netboot"),
    /** From its disk: the network lets it pass. */
    DISK("disk"),
    /** From the network until it has fetched what boots it to the end, then from its disk. */
    NETBOOT_ONCE("netboot-once");

    private final String key;

    BootIntent(String key) {
        this.key = key;
    }

    /** How files and commands write it. */
    public String key() {
        return key;
    }

    public static Optional<BootIntent> parse(String text) {
        return Arrays.stream(values()).filter(intent -> intent.key.equals(text)).findFirst();
    }
}
