package dev.lamplighter.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;
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
    private static final long MOST_OCTETS = 16 << 20;
    private static final String PROOF = "unix:uid,ino,ctime,size,isRegularFile";

    /** Owner and group may leave files; each is its owner's alone to rename and to remove, which is what makes the owner a proof. */
    private static final int STICKY = 01770;

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
        Files.setAttribute(folder, "unix:mode", STICKY);
    }

    /** What lies there, the oldest first, each with its owner's number as {@code uid}. */
    public List<AuditRecord> look() {
        return read(false);
    }

    /** As {@link #look}, and what was read lies there no more. */
    public List<AuditRecord> take() {
        return read(true);
    }

    /** So much as is bearable at once; the rest is for the next time. */
    private List<AuditRecord> read(boolean remove) {
        var records = new ArrayList<AuditRecord>();
        long octets = 0;
        for (Path file : names().stream().sorted().limit(MOST_AT_ONCE).toList()) {
            try {
                Map<String, Object> facts = Files.readAttributes(file, PROOF, LinkOption.NOFOLLOW_LINKS);
                if (Boolean.TRUE.equals(facts.get("isRegularFile")) && (Long) facts.get("size") <= LARGEST) {
                    octets += (Long) facts.get("size");
                    if (octets > MOST_OCTETS) {
                        return records;
                    }
                    records.addAll(proven(file, facts));
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

    /** The records of a file that was the same one before and after it was read. Who left it and when is the kernel's word, and not that of the file. */
    private static List<AuditRecord> proven(Path file, Map<String, Object> facts) throws IOException {
        byte[] octets;
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS); var input = Channels.newInputStream(channel)) {
            octets = input.readNBytes((int) LARGEST);
        }
        if (!Files.readAttributes(file, PROOF, LinkOption.NOFOLLOW_LINKS).equals(facts)) {
            return List.of();
        }
        long uid = Integer.toUnsignedLong((Integer) facts.get("uid"));
        Map<String, Object> proof = Map.of("way", "command", "uid", uid, "time", ((FileTime) facts.get("ctime")).toInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        return new String(octets, StandardCharsets.ISO_8859_1).lines().flatMap(line -> AuditRecord.parse(line).stream()).filter(record -> record.kind().equals("change"))
                .map(record -> record.with(proof)).toList();
    }

    private List<Path> names() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ENDING)).limit(MOST_FILES).toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }
}
