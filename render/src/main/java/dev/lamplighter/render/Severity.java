package dev.lamplighter.render;

import java.util.Locale;

/** How much a remark about a configuration weighs. Only an error keeps it from being served. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
