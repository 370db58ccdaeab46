package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that were replaced or removed, kept in a hidden folder to be written again. New content goes into a spare file, which then changes
 * places with the file that it replaces: file systems do that much faster than making a file and removing another.
 *
 * <p>A spare file is written only when nobody can see it any more: the disk holds the names as they are since it became one ({@link #settled}),
 * it has no second name, and nobody has it open. Used by one thread, except where it says otherwise.
 */
final class SpareFiles {

    static final String FOLDER = ".lamplighter-spare";

    private static final int MOST = 4096;
    private static final int LARGEST = 64 << 10;
    private static final int MODE = 0644;
    private static final int TRIES = 3;

    /** A file in the hidden folder, and how many octets it holds. */
    private record Spare(Path path, MemorySegment name, long size) {

        Spare of(long octets) {
            return new Spare(path, name, octets);
        }
    }

    private final Path folder;
    private final FileCalls calls;
    private final FileCalls.Facts home;
    private final FileCalls.Facts likeNew;
    private final int attributesOfNew;
    private final MemorySegment buffer = FileCalls.buffer(LARGEST);
    private final ArrayDeque<Spare> ready = new ArrayDeque<>();
    private final Map<Path, Boolean> suitable = new HashMap<>();
    private List<Spare> unsettled = new ArrayList<>();
    private int count;
    private int named;
    private boolean usable = true;

    private SpareFiles(Path folder, FileCalls calls, FileCalls.Facts home) throws IOException {
        this.folder = folder;
        this.calls = calls;
        this.home = home;
        var first = spare();
        Files.createFile(first.path(), StagedFile.FILE_MODE);
        this.likeNew = calls.look(first.path()).orElseThrow(() -> new IOException("gone"));
        this.attributesOfNew = calls.attributes(first.name());
        ready.add(first);
        count = 1;
    }

    /** Only for who holds the {@link WriteLog}'s lock. Empty where it cannot be done here. */
    static Optional<SpareFiles> open(Path data) {
        var folder = data.resolve(FOLDER);
        var calls = FileCalls.here();
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        try {
            clear(data);
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var home = calls.get().look(folder).filter(made -> made.isFolder() && !made.givesGroup());
            return home.isPresent() ? Optional.of(new SpareFiles(folder, calls.get(), home.get())) : Optional.empty();
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    /** Removes the hidden folder that a killed process left. Only for who holds the {@link WriteLog}'s lock. */
    static void clear(Path data) throws IOException {
        var folder = data.resolve(FOLDER);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (var all = Files.newDirectoryStream(folder)) {
                for (Path file : all) {
                    Files.delete(file);
                }
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
            Files.delete(folder);
        }
    }

    /** Writes {@code content} into a spare file that may take the place of {@code target}; empty where another way must be found. */
    Optional<Staged> stage(Path target, Bytes content) {
        if (!usable || content.length() > LARGEST || !isSuitable(target.getParent())
                || calls.look(target).filter(there -> !there.isRegular() || there.mode() != likeNew.mode()).isPresent()) {
            return Optional.empty();
        }
        FileCalls.copy(content.asBuffer(), buffer);
        for (int i = 0; i < TRIES && usable; i++) {
            var spare = take();
            if (spare.isEmpty()) {
                break;
            }
            var written = rewrite(spare.get(), content.length());
            if (written.isPresent()) {
                return Optional.of(new Swap(spare.get(), target, content, written.get()));
            }
            drop(spare.get());
        }
        return make(target, content);
    }

    private synchronized Optional<Spare> take() {
        return Optional.ofNullable(ready.poll());
    }

    private Optional<FileCalls.Facts> rewrite(Spare spare, int length) {
        int file = calls.open(spare.name(), FileCalls.WRITE, 0);
        if (file < 0) {
            return Optional.empty();
        }
        int leased = calls.lease(file);
        usable = leased >= 0 || leased == FileCalls.BUSY;
        var written = leased < 0 || calls.fill(file, buffer, length, spare.size()) < 0 ? Optional.<FileCalls.Facts>empty() : calls.look(file);
        calls.close(file);
        return written;
    }

    private Optional<Staged> make(Path target, Bytes content) {
        if (!usable || count >= MOST) {
            return Optional.empty();
        }
        var spare = spare();
        int file = calls.open(spare.name(), FileCalls.WRITE | FileCalls.CREATE_NEW, MODE);
        if (file < 0) {
            return Optional.empty();
        }
        count++;
        var written = calls.fill(file, buffer, content.length(), 0) < 0 ? Optional.<FileCalls.Facts>empty() : calls.look(file);
        calls.close(file);
        if (written.isEmpty()) {
            drop(spare);
            return Optional.empty();
        }
        return Optional.of(new Swap(spare, target, content, written.get()));
    }

    private Spare spare() {
        var path = folder.resolve(Integer.toString(++named));
        return new Spare(path, FileCalls.name(path, Arena.ofAuto()), 0);
    }

    private void drop(Spare spare) {
        count--;
        try {
            Files.deleteIfExists(spare.path());
        } catch (IOException stays) {
            // It is removed with the folder, or by the next start.
            return;
        }
    }

    /** Whether new files in {@code target} are as those in the hidden folder. */
    private synchronized boolean isSuitable(Path target) {
        var known = Optional.ofNullable(suitable.get(target));
        if (known.isPresent()) {
            return known.get();
        }
        try (var passing = Arena.ofConfined()) {
            var name = FileCalls.name(target.resolve("."), passing);
            var there = calls.look(name);
            boolean is = there.filter(one -> one.isFolder() && one.device() == home.device() && !one.givesGroup()).isPresent()
                    && calls.attributes(name) == calls.attributes(FileCalls.name(folder, passing));
            if (there.isPresent()) {
                suitable.put(target, is);
            }
            return is;
        }
    }

    private synchronized void unsuitable(Path target) {
        suitable.put(target, false);
    }

    /** Whether a file may be written again as another one: it has one name, and nobody may do more with it than with a new one. */
    private boolean isReusable(Spare spare, FileCalls.Facts now) {
        return now.isRegular() && now.links() == 1 && now.isAllowedAs(likeNew) && calls.attributes(spare.name()) == attributesOfNew;
    }

    /** Takes the file {@code target} away; false where it must be deleted instead. */
    boolean remove(Path target) {
        if (!usable || count >= MOST || !isSuitable(target.getParent()) || calls.look(target).filter(FileCalls.Facts::isRegular).isEmpty()) {
            return false;
        }
        var spare = spare();
        try (var passing = Arena.ofConfined()) {
            if (calls.rename(FileCalls.name(target, passing), spare.name(), FileCalls.NO_REPLACE) < 0) {
                return false;
            }
        }
        count++;
        keep(spare, calls.look(spare.name()));
        return true;
    }

    private void keep(Spare replaced, Optional<FileCalls.Facts> now) {
        if (now.filter(file -> isReusable(replaced, file)).isPresent()) {
            synchronized (this) {
                unsettled.add(replaced.of(now.get().size()));
            }
        } else {
            drop(replaced);
        }
    }

    /** Call before all that was written is forced to the disk, and run the result when it was. On any thread. */
    synchronized Runnable settling() {
        var settling = unsettled;
        unsettled = new ArrayList<>();
        return () -> settled(settling);
    }

    private synchronized void settled(List<Spare> files) {
        ready.addAll(files);
        suitable.clear();
    }

    /** Removes the hidden folder and what is in it. */
    void close() {
        usable = false;
        try {
            clear(folder.getParent());
        } catch (IOException left) {
            // The next start removes it.
            return;
        }
    }

    /** New content in a spare file. */
    final class Swap implements Staged {

        private final Spare spare;
        private final Path target;
        private final Bytes content;
        private final FileCalls.Facts looks;
        private boolean over;
        private Optional<StagedFile> instead = Optional.empty();

        private Swap(Spare spare, Path target, Bytes content, FileCalls.Facts looks) {
            this.spare = spare;
            this.target = target;
            this.content = content;
            this.looks = looks;
        }

        @Override
        public void place() throws StoreException {
            try (var passing = Arena.ofConfined()) {
                var name = FileCalls.name(target, passing);
                int placed = calls.rename(spare.name(), name, FileCalls.EXCHANGE);
                if (placed == FileCalls.NOT_THERE) {
                    placed = calls.rename(spare.name(), name, FileCalls.NO_REPLACE);
                    if (placed >= 0) {
                        over = true;
                        count--;
                        return;
                    }
                }
                if (placed < 0) {
                    usable = placed != FileCalls.NOT_HERE && placed != FileCalls.NO_SUCH_CALL;
                    otherwise();
                    return;
                }
                over = true;
                var replaced = calls.look(spare.name());
                if (replaced.filter(FileCalls.Facts::isFolder).isPresent()) {
                    calls.rename(spare.name(), name, FileCalls.EXCHANGE);
                    over = false;
                    throw new StoreException(Kind.BAD_NAME, "open " + target + ": is a directory");
                }
                keep(spare, replaced);
            }
        }

        /** Another file system, or one that cannot do this: by a new file beside the old one, which also says what is wrong. */
        private void otherwise() throws StoreException {
            unsuitable(target.getParent());
            var beside = StagedFile.write(target, content, false);
            instead = Optional.of(beside);
            try {
                beside.place();
            } finally {
                beside.discard();
                discard();
            }
        }

        @Override
        public void force() throws IOException {
            try (var open = FileChannel.open(target, StandardOpenOption.READ)) {
                open.force(true);
            }
        }

        @Override
        public Path folder() {
            return target.getParent();
        }

        @Override
        public Optional<FileCalls.Facts> looks() {
            return instead.isPresent() ? Optional.empty() : Optional.of(looks);
        }

        @Override
        public void discard() {
            if (!over) {
                over = true;
                drop(spare);
            }
        }
    }
}
