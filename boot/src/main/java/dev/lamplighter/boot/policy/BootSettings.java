package dev.lamplighter.boot.policy;

import dev.lamplighter.model.Arch;
import dev.lamplighter.model.Segment;
import dev.lamplighter.model.SegmentId;
import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator says about booting. {@code name} goes into URLs where clients can look it up, which needs {@code nameServed}: that our
 * DNS answers for it. {@code url} is the base of every URL and overrides name and address. {@code files} maps a kind ({@code bios},
 * {@code efi-x64}), a kind for machines with Secure Boot ({@code efi-x64-secure}), the number of an architecture, or {@code class:} and the
 * beginning of a vendor class (option 60) to a file name or an absolute URL; an empty value means none. What it leaves out is as
 * {@link #DEFAULT_FILES} says. {@code segments} says what holds on each segment; one that is not there is as {@link OnSegment#DEFAULT}.
 */
public record BootSettings(Optional<String> name, boolean nameServed, Optional<URI> url, int httpPort, Map<String, Optional<String>> files,
        Map<SegmentId, OnSegment> segments) {

    public static final Map<String, String> DEFAULT_FILES = Map.of(Arch.Kind.BIOS.key(), "undionly.kpxe", Arch.Kind.EFI_X64.key(), "ipxe.efi",
            Arch.Kind.EFI_X64.key() + "-secure", "shimx64.efi");

    /** What a key of {@code files} begins with that names a vendor class. */
    public static final String CLASS = "class:";

    /** Throws {@link IllegalArgumentException} for a URL that is none; the message names its key. */
    public BootSettings {
        files = Map.copyOf(files);
        segments = Map.copyOf(segments);
        files.forEach((key, value) -> value.filter(BootSettings::isUrl).ifPresent(text -> checkUrl(key, text)));
    }

    /** The same on every segment. */
    public BootSettings(Optional<String> name, boolean nameServed, Optional<URI> url, int httpPort, Map<String, Optional<String>> files) {
        this(name, nameServed, url, httpPort, files, Map.of());
    }

    /** Without a word from the operator: the bundled files, and URLs with the segment's address. */
    public static BootSettings defaults(int httpPort) {
        return new BootSettings(Optional.empty(), false, Optional.empty(), httpPort, Map.of(), Map.of());
    }

    public OnSegment on(Segment via) {
        return segments.getOrDefault(via.id(), OnSegment.DEFAULT);
    }

    /** The boot file for a client: by its vendor class (the longest that fits), else its architecture's number, else its kind, else the default. */
    Optional<String> fileFor(Arch arch, String vendorClass, boolean secure) {
        Optional<String> named = files.keySet().stream()
                .filter(key -> key.startsWith(CLASS) && vendorClass.startsWith(key.substring(CLASS.length())))
                .max(Comparator.comparingInt(String::length))
                .or(() -> Optional.of(String.valueOf(arch.code())).filter(files::containsKey));
        if (named.isPresent()) {
            return files.get(named.get());
        }
        if (arch.kind() == Arch.Kind.OTHER) {
            return Optional.empty();
        }
        String kind = arch.kind().key() + (secure && arch.kind() != Arch.Kind.BIOS ? "-secure" : "");
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
