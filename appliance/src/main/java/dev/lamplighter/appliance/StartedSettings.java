package dev.lamplighter.appliance;

import dev.lamplighter.appliance.settings.Merged;
import dev.lamplighter.appliance.settings.TreeText;
import dev.lamplighter.model.event.BootEvent;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Stamp;
import dev.lamplighter.model.event.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** With which settings the appliance started, and with which the time before: those are kept beside the audit. */
final class StartedSettings {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST = 1 << 20;

    private final Path kept;

    StartedSettings(Path audit) {
        kept = audit.resolveSibling(audit.getFileName() + ".settings");
    }

    /** What changed since the last start; keeps the settings for the next. Where they cannot be kept, the next start tells all of them. */
    BootEvent.Change change(Merged merged, Stamp stamp) {
        String now = text(merged);
        Optional<String> before = before();
        if (before.filter(now::equals).isEmpty()) {
            keep(now);
        }
        var by = new Doer.CommandUser(System.getProperty("user.name", ""), uid(), OptionalLong.of(ProcessHandle.current().pid()), Optional.empty());
        return new BootEvent.Change(stamp, by, "run", "settings", before.map(StartedSettings::version), Optional.of(version(now)));
    }

    /** Whatever was said, by its key; defaults are left out. */
    private static String text(Merged merged) {
        var said = new TreeMap<String, String>();
        merged.flat().forEach((key, given) -> {
            if (merged.isSet(key)) {
                said.put(key.path(), given.text());
            }
        });
        merged.trees().forEach((key, tree) -> said.put(key.path(), TreeText.of(tree)));
        return JSON.writeValueAsString(said);
    }

    private static Version version(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Version(text, Optional.of(HexFormat.of().formatHex(digest)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<String> before() {
        try {
            return Files.exists(kept) && Files.size(kept) <= LARGEST ? Optional.of(Files.readString(kept)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void keep(String text) {
        try {
            Path unfinished = Files.createTempFile(kept.toAbsolutePath().getParent(), ".audit", ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(unfinished, text);
                Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException unwritable) {
            // The audit's own file tells of a disk that cannot be written.
        }
    }

    /** Of the process: who owns what the kernel says of it. */
    private static OptionalLong uid() {
        try {
            return OptionalLong.of(Integer.toUnsignedLong((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
        } catch (IOException | RuntimeException unknown) {
            return OptionalLong.empty();
        }
    }
}
