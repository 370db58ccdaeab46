package dev.lamplighter.audit.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One file of lines and those before it: when it would be longer than {@code size}, {@code FILE} becomes {@code FILE.1}, that {@code FILE.2}, and
 * so on, and the last goes. What is written of lines that do not go in whole is taken back. One thread at a time.
 */
final class AuditFile implements AutoCloseable {

    private static final Set<PosixFilePermission> RIGHTS = PosixFilePermissions.fromString("rw-r-----");

    private final Path path;
    private final long size;
    private final int keep;
    private FileChannel channel;
    private Object identity;
    private long length;

    /** Opens {@code path} or makes it, in a folder that must exist; {@code keep} files before it are kept. */
    AuditFile(Path path, long size, int keep) throws IOException {
        this.path = path;
        this.size = size;
        this.keep = keep;
        open();
    }

    private void open() throws IOException {
        boolean fresh = Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
        channel = FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(RIGHTS));
        try {
            if (fresh) {
                Files.setPosixFilePermissions(path, RIGHTS);
            }
            identity = Files.readAttributes(path, "unix:ino,dev").toString();
            length = channel.size();
            endLine();
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** A crash may have torn the last line: what follows begins a new one. */
    private void endLine() throws IOException {
        var last = ByteBuffer.allocate(1);
        if (length > 0 && channel.read(last, length - 1) == 1 && last.get(0) != '\n') {
            write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    /** Appends whole lines, or none of them. */
    void append(byte[] lines) throws IOException {
        reopenIfMoved();
        if (length > 0 && length + lines.length > size) {
            rotate();
        }
        write(ByteBuffer.wrap(lines));
    }

    private void write(ByteBuffer octets) throws IOException {
        long at = length;
        try {
            while (octets.hasRemaining()) {
                at += channel.write(octets, at);
            }
            length = at;
        } catch (IOException failed) {
            try {
                channel.truncate(length);
            } catch (IOException stuck) {
                failed.addSuppressed(stuck);
            }
            throw failed;
        }
    }

    /** Somebody else may rotate or remove it. */
    private void reopenIfMoved() throws IOException {
        boolean same;
        try {
            same = channel.isOpen() && identity.equals(Files.readAttributes(path, "unix:ino,dev").toString());
        } catch (NoSuchFileException moved) {
            same = false;
        }
        if (!same) {
            channel.close();
            open();
        }
    }

    private void rotate() throws IOException {
        force();
        for (int number = keep; number > 0; number--) {
            Path newer = number == 1 ? path : numbered(path, number - 1);
            if (Files.exists(newer, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(newer, numbered(path, number), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        channel.close();
        Files.deleteIfExists(keep == 0 ? path : numbered(path, keep + 1));
        open();
    }

    static Path numbered(Path path, int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    /** What was appended is on the disk when this returns. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try (FileChannel last = channel) {
            last.force(false);
        }
    }
}
