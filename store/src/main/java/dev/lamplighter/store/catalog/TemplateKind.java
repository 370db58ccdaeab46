package dev.lamplighter.store.catalog;

import static java.util.Locale.ROOT;

/** What a profile may name beside its boot section. */
public enum TemplateKind {
    IGNITION, GENERIC;

    /** The folder below the data folder. */
    public String folder() {
        return name().toLowerCase(ROOT);
    }
}
