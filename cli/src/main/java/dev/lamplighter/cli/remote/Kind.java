package dev.lamplighter.cli.remote;

import static java.util.Locale.ROOT;

import dev.lamplighter.store.catalog.TemplateKind;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of objects, in an order in which they can be put: what is named comes before what names it. */
public enum Kind {
    IGNITION("ignition", "ignition", Optional.of(TemplateKind.IGNITION)),
    GENERIC("generic", "generic", Optional.of(TemplateKind.GENERIC)),
    CLOUD("cloud", "cloud", Optional.of(TemplateKind.CLOUD)),
    IPXE("ipxe", "ipxe", Optional.of(TemplateKind.IPXE)),
    GRUB("grub", "grub", Optional.of(TemplateKind.GRUB)),
    PROFILE("profile", "profiles", Optional.empty()),
    GROUP("group", "groups", Optional.empty());

    private final String noun;
    private final String folder;
    private final Optional<TemplateKind> template;

    Kind(String noun, String folder, Optional<TemplateKind> template) {
        this.noun = noun;
        this.folder = folder;
        this.template = template;
    }

    public static Kind of(TemplateKind template) {
        return switch (template) {
            case IGNITION -> IGNITION;
            case GENERIC -> GENERIC;
            case CLOUD -> CLOUD;
            case IPXE -> IPXE;
            case GRUB -> GRUB;
        };
    }

    /** As it is written on the command line: in the singular or the plural, in any letter case. */
    public static Optional<Kind> parse(String word) {
        String lower = word.toLowerCase(ROOT);
        return Arrays.stream(values()).filter(kind -> lower.equals(kind.noun) || lower.equals(kind.folder) || lower.equals(kind.noun + "s")).findFirst();
    }

    /** Whether Matchbox's own messages know it. */
    public boolean inMatchbox() {
        return switch (this) {
            case GROUP, PROFILE, IGNITION, GENERIC -> true;
            case CLOUD, IPXE, GRUB -> false;
        };
    }

    public String noun() {
        return noun;
    }

    /** The folder below the data folder. */
    public String folder() {
        return folder;
    }

    /** Which kind of template it is; empty for groups and profiles. */
    public Optional<TemplateKind> template() {
        return template;
    }
}
