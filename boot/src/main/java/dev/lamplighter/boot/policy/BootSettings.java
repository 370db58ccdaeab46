package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Arch;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator says about booting. {@code name} goes into URLs where clients can look it up, which needs {@code nameServed}: that our
 * DNS answers for it. {@code url} is the base of every URL and overrides name and address. {@code files} maps a kind ({@code bios},
 * {@code efi-x64}) or the number of an architecture to a file name or an absolute URL; an empty value means none. What it leaves out is as
 * {@link #DEFAULT_FILES} says.
 */
public record BootSettings(Optional<String> name, boolean nameServed, Optional<URI> url, int httpPort, Map<String, Optional<String>> files) {

    public static final Map<String, String> DEFAULT_FILES = Map.of(Arch.Kind.BIOS.key(), "undionly.kpxe", Arch.Kind.EFI_X64.key(), "ipxe.efi");

    /** Throws {@link IllegalArgumentException} for a URL that is none; the message names its key. */
    public BootSettings {
        files = Map.copyOf(files);
        files.forEach((key, value) -> value.filter(BootSettings::isUrl).ifPresent(text -> checkUrl(key, text)));
    }

    /** Without a word from the operator: the bundled files, and URLs with the segment's address. */
    public static BootSettings defaults(int httpPort) {
        return new BootSettings(Optional.empty(), false, Optional.empty(), httpPort, Map.of());
    }

    /** The boot file for an architecture: by its number, else by its kind, else the default. */
    public Optional<String> fileFor(Arch arch) {
        String number = String.valueOf(arch.code());
        if (files.containsKey(number)) {
            return files.get(number);
        }
        if (arch.kind() == Arch.Kind.OTHER) {
            return Optional.empty();
        }
        String kind = arch.kind().key();
        return files.containsKey(kind) ? files.get(kind) : Optional.ofNullable(DEFAULT_FILES.get(kind));
    }

    /** Whether a boot file is written as an absolute URL. */
    static boolean isUrl(String file) {
        return file.contains("://");
    }

    private static void checkUrl(String key, String text) {
        try {
            URI.create(text);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("boot.files." + key + " is no URL: " + bad.getMessage(), bad);
        }
    }
}
