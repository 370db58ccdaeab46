package dev.lamplighter.render.ignition;

import java.util.List;

/** What changes when a file of an older version is printed as 3.4.0: values that were always there become given. */
final class Upgrade {

    /** From 3.3.0 on these values can be left out. */
    private static final int OPTIONAL_SINCE = 3;

    private Upgrade() {}

    /** Translates a file of version 3.{@code minor}.0, in place. */
    static void from(int minor, Section config) {
        if (minor >= OPTIONAL_SINCE) {
            return;
        }
        Section storage = config.part("storage");
        storage.parts("links").forEach(link -> give(link, List.of("target")));
        for (Section luks : storage.parts("luks")) {
            if (luks.part("clevis").has("custom")) {
                give(luks.part("clevis").part("custom"), List.of("config", "pin"));
            }
        }
    }

    private static void give(Section section, List<String> names) {
        for (String name : names) {
            if (!section.has(name)) {
                section.put(name, "", Origin.UNKNOWN);
            }
        }
    }
}
