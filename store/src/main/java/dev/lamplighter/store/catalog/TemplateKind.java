package dev.lamplighter.store.catalog;

import static java.util.Locale.ROOT;

/** What a profile may name beside its boot section. {@code IPXE} and {@code GRUB} are ours: scripts in place of the fixed ones. */
public enum TemplateKind {
    IGNITION, GENERIC, CLOUD, IPXE, GRUB;

    /** The folder below the data folder. */
    public String folder() {
        return name().toLowerCase(ROOT);
    }
}
