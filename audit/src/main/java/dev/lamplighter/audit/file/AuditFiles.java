package dev.lamplighter.audit.file;

import dev.lamplighter.audit.AuditRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads an audit, with the files before the one that is written now. */
public final class AuditFiles {

    private static final int MOST_FILES = 1_000;

    private AuditFiles() {}

    /** Calls {@code to} with each record, the oldest first. Lines that are no records are passed over: a crash may have torn one. */
    public static void read(Path path, Consumer<AuditRecord> to) throws IOException {
        for (Path file : files(path)) {
            try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    AuditRecord.parse(line).ifPresent(to);
                }
            } catch (NoSuchFileException rotated) {
                // It got the next number meanwhile, and was read under that one or is gone.
            }
        }
    }

    /** Those that are there, the oldest first. */
    static List<Path> files(Path path) {
        var files = new ArrayList<Path>();
        for (int number = 1; number <= MOST_FILES && Files.exists(AuditFile.numbered(path, number)); number++) {
            files.addFirst(AuditFile.numbered(path, number));
        }
        if (Files.exists(path)) {
            files.add(path);
        }
        return files;
    }
}
