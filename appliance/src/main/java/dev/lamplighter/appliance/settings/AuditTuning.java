package dev.lamplighter.appliance.settings;

import dev.lamplighter.audit.Contents;
import java.nio.file.Path;
import java.util.Optional;

/** The audit: where it is, how large a file grows and how many are kept, what it tells, and whether the journal has it, too. */
public record AuditTuning(Optional<Path> path, long size, int keep, Contents contents, InJournal journal) {

    private static final int MOST_MEBIBYTES = 2_000;
    private static final int MOST_FILES = 999;
    private static final int MEBIBYTE = 20;

    /** Whether systemd's journal has it, too. */
    public enum InJournal { AUTO, ON, OFF }

    static AuditTuning of(Merged merged) throws SettingsException {
        Path state = Values.path(merged.get(Keys.STATE_PATH), "state.path");
        Given path = merged.get(Keys.AUDIT_PATH);
        return new AuditTuning(path.text().isBlank() ? Optional.empty() : Optional.of(state.resolve(Values.path(path, "audit.path"))),
                (long) Values.number(merged.get(Keys.AUDIT_SIZE), "audit.size", 1, MOST_MEBIBYTES) << MEBIBYTE,
                Values.number(merged.get(Keys.AUDIT_KEEP), "audit.keep", 0, MOST_FILES),
                Values.parse(merged.get(Keys.AUDIT_CONTENTS), "audit.contents", AuditTuning::contents, "changes or hashes"),
                Values.parse(merged.get(Keys.AUDIT_JOURNAL), "audit.journal", AuditTuning::journal, "auto, on or off"));
    }

    private static Optional<Contents> contents(String text) {
        return switch (text) {
            case "changes" -> Optional.of(Contents.CHANGES);
            case "hashes" -> Optional.of(Contents.HASHES);
            default -> Optional.empty();
        };
    }

    private static Optional<InJournal> journal(String text) {
        return text.equals("auto") ? Optional.of(InJournal.AUTO) : Flags.truth(text).or(() -> switched(text)).map(on -> on ? InJournal.ON : InJournal.OFF);
    }

    private static Optional<Boolean> switched(String text) {
        return text.equals("on") ? Optional.of(true) : text.equals("off") ? Optional.of(false) : Optional.empty();
    }
}
