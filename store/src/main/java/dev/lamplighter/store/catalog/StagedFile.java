package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * New content of a file, complete and beside its place, so that a rename puts it there in one step. A link is kept: the file that it leads to
 * is replaced. New files get the mode 0644 and new folders 0755, less the umask; a file that is replaced keeps its mode.
 */
final class StagedFile implements Staged {

    private static final int MOST_LINKS = 40;
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    static final FileAttribute<?> FILE_MODE = PosixFilePermissions.asFileAttribute(FILE);
    private static final FileAttribute<?> FOLDER_MODE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
    private static final AtomicLong NUMBER = new AtomicLong();

    /** In containers every process has the same number. */
    private static final String PROCESS = Long.toHexString(new SecureRandom().nextLong());

    private final Path temporary;
    private final Path target;
    private final String where;
    private boolean written;
    private boolean placed;

    private StagedFile(Path temporary, Path target, String where) {
        this.temporary = temporary;
        this.target = target;
        this.where = where;
    }

    /** Writes {@code content}, and forces it to the disk unless somebody else sees to that. */
    static StagedFile write(Path path, Bytes content, boolean force) throws StoreException {
        String where = "open " + path;
        Path target = path;
        try {
            target = end(path);
            var mode = mode(target, where);
            if (mode.isEmpty()) {
                Files.createDirectories(target.getParent(), FOLDER_MODE);
            }
            var temporary = target.resolveSibling(DataName.TEMPORARY + PROCESS + "-" + NUMBER.incrementAndGet() + DataName.TEMPORARY_END);
            var staged = new StagedFile(temporary, target, where);
            try {
                staged.fill(content, mode, force);
            } catch (IOException | RuntimeException | Error failed) {
                staged.discard();
                throw failed;
            }
            return staged;
        } catch (FileAlreadyExistsException inTheWay) {
            throw new StoreException(Kind.BAD_NAME, where + ": not a directory", inTheWay);
        } catch (NoSuchFileException gone) {
            throw new StoreException(Kind.FAILED, where + ": its folder is gone", gone);
        } catch (IOException failed) {
            throw DiskTrouble.of(failed, where, target.getParent());
        }
    }

    /** Where {@code path} leads through links; the last one may lead to nothing. */
    private static Path end(Path path) throws IOException {
        Path end = path;
        for (int links = 0; Files.isSymbolicLink(end) && links < MOST_LINKS; links++) {
            end = end.getParent().toRealPath().resolve(Files.readSymbolicLink(end));
        }
        return end;
    }

    /** The mode of the file that is replaced, empty where there is none. Anything but a file stays where it is. */
    private static Optional<Set<PosixFilePermission>> mode(Path target, String where) throws IOException, StoreException {
        try {
            var there = Files.readAttributes(target, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!there.isRegularFile()) {
                throw new StoreException(Kind.BAD_NAME, where + (there.isDirectory() ? ": is a directory" : ": is not a regular file"));
            }
            return Optional.of(there.permissions());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private void fill(Bytes content, Optional<Set<PosixFilePermission>> mode, boolean force) throws IOException {
        try (var channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE_MODE)) {
            written = true;
            var octets = content.asBuffer();
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            if (mode.isPresent() && !mode.get().equals(FILE)) {
                Files.setPosixFilePermissions(temporary, mode.get());
            }
            if (force) {
                channel.force(false);
            }
        }
    }

    @Override
    public void place() throws StoreException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            placed = true;
        } catch (IOException failed) {
            throw DiskTrouble.of(failed, where, target.getParent());
        }
    }

    @Override
    public void force() throws IOException {
        try (var open = FileChannel.open(target, StandardOpenOption.READ)) {
            open.force(true);
        }
    }

    @Override
    public Optional<FileCalls.Facts> looks() {
        return Optional.empty();
    }

    @Override
    public Path folder() {
        return target.getParent();
    }

    /** What cannot be removed now is removed by a {@link Leftovers} later, and no list shows it. */
    @Override
    public void discard() {
        if (written && !placed) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                temporary.toFile().deleteOnExit();
            }
        }
    }

    /** Makes the names in {@code folder} durable. */
    static void force(Path folder) throws IOException {
        try (var open = FileChannel.open(folder, StandardOpenOption.READ)) {
            open.force(true);
        }
    }
}
