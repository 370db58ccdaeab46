package dev.lamplighter.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where commands of this host leave records for the server, which alone writes the audit: a folder in {@code state.path}. A command leaves its record
 * before it changes a file, so that the server knows of it when it sees the file. The owner of what it left proves who ran it. The server need not run.
 */
public final class Inbox {

    private static final String NAME = "audit-inbox";
    private static final String ENDING = ".jsonl";
    private static final int MOST_FILES = 10_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final long LARGEST = 8 << 20;

    private final Path folder;

    public Inbox(Path state) {
        folder = state.resolve(NAME);
    }

    /** Leaves records. What is thrown says for people what is in the way. */
    public void leave(List<AuditRecord> records) throws IOException {
        if (!Files.isDirectory(folder.getParent())) {
            throw new IOException("there is no folder " + folder.getParent());
        }
        if (Files.notExists(folder)) {
            make();
        }
        if (names().size() >= MOST_FILES) {
            throw new IOException(folder + " holds " + MOST_FILES + " records that no server has taken");
        }
        var text = new StringBuilder();
        records.forEach(record -> text.append(record.line()).append('\n'));
        Path unfinished = Files.createTempFile(folder, ".", ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
            Files.writeString(unfinished, text, StandardCharsets.US_ASCII);
            Files.move(unfinished, folder.resolve(String.format("%013d-%d-%d%s", System.currentTimeMillis(), ProcessHandle.current().pid(),
                    System.nanoTime() & Integer.MAX_VALUE, ENDING)), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Where root is first, the folder is made for whom the state belongs to. */
    private void make() throws IOException {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwx---")));
        for (String whose : List.of("unix:gid", "unix:uid")) {
            Object wanted = Files.getAttribute(folder.getParent(), whose);
            if (!wanted.equals(Files.getAttribute(folder, whose)) && Files.getAttribute(folder, "unix:uid").equals(0)) {
                Files.setAttribute(folder, whose, wanted);
            }
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    }

    /** What lies there, the oldest first, each with its owner's number as {@code uid}. */
    public List<AuditRecord> look() {
        return read(false);
    }

    /** As {@link #look}, and what was read lies there no more. */
    public List<AuditRecord> take() {
        return read(true);
    }

    private List<AuditRecord> read(boolean remove) {
        var records = new ArrayList<AuditRecord>();
        for (Path file : names().stream().sorted().limit(MOST_AT_ONCE).toList()) {
            try {
                Map<String, Object> facts = Files.readAttributes(file, "unix:uid,size,isRegularFile", LinkOption.NOFOLLOW_LINKS);
                if (Boolean.TRUE.equals(facts.get("isRegularFile")) && (Long) facts.get("size") <= LARGEST) {
                    long uid = Integer.toUnsignedLong((Integer) facts.get("uid"));
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().flatMap(line -> AuditRecord.parse(line).stream())
                            .filter(record -> record.kind().equals("change")).forEach(record -> records.add(record.with(Map.of("way", "command", "uid", uid))));
                }
                if (remove) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException gone) {
                // Another server has taken it, or it may not be read: who asks again finds out.
            }
        }
        return records;
    }

    private List<Path> names() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ENDING)).limit(MOST_FILES).toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }
}
