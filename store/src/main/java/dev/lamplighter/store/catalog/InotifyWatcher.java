package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows paths with inotify. It walks a path name by name from the root, as the kernel does, resolving links itself, and watches each folder
 * for the one name it needs there. Thus a swapped link, a folder that was moved away or one that appears later is noticed like a changed file.
 * The kernel wants the right to list a folder for this. A folder above {@code data} that may only be passed through is therefore left
 * unwatched, and whoever uses this must look at {@code data} now and then.
 */
final class InotifyWatcher implements Watcher {

    private static final byte[] OURS = DataName.TEMPORARY.getBytes(StandardCharsets.UTF_8);
    private static final int MOST_LINKS = 40;
    private static final int MOST_READS = 4096;
    private static final int WAY = Inotify.CREATE | Inotify.DELETE | Inotify.MOVED_FROM | Inotify.MOVED_TO | Inotify.ATTRIB | Inotify.DELETE_SELF
            | Inotify.MOVE_SELF | Inotify.ONLY_FOLDER | Inotify.NO_LINK | Inotify.ADD_TO_MASK;
    private static final int CONTENT = WAY | Inotify.MODIFY | Inotify.CLOSE_WRITE;
    private static final int OF_THE_FOLDER = Inotify.DELETE_SELF | Inotify.MOVE_SELF | Inotify.UNMOUNT | Inotify.IGNORED;

    /** A watched folder: who needs which of its names, and who needs all of them. */
    private static final class Watch {
        final int number;
        final Map<String, Set<Path>> byName = new HashMap<>();
        final Set<Path> listed = new HashSet<>();

        Watch(int number) {
            this.number = number;
        }

        boolean unused() {
            return byName.isEmpty() && listed.isEmpty();
        }

        void leave(Path followed) {
            listed.remove(followed);
            byName.values().forEach(needing -> needing.remove(followed));
            byName.values().removeIf(Set::isEmpty);
        }

        Set<Path> everybody() {
            var all = new HashSet<>(listed);
            byName.values().forEach(all::addAll);
            return all;
        }
    }

    private final Inotify inotify;
    private final Charset names = Inotify.nameCharset();
    private final Map<Integer, Watch> watches = new HashMap<>();
    private final Map<Path, List<Watch>> ways = new HashMap<>();

    private final int namesToData;

    /** Follows paths at and below the folder {@code data}. */
    InotifyWatcher(Path data) throws CannotWatch {
        namesToData = data.getNameCount();
        inotify = new Inotify();
    }

    @Override
    public void follow(Path file) throws CannotWatch {
        var old = ways.remove(file);
        var way = new ArrayList<Watch>();
        ways.put(file, way);
        try {
            var found = walk(file, way);
            if (found.isPresent() && found.get().getParent() != null) {
                inotify.watch(found.get().getParent(), CONTENT);
            }
        } finally {
            leave(file, old, way);
        }
    }

    @Override
    public void followFolder(Path folder) throws CannotWatch {
        var old = ways.remove(folder);
        var way = new ArrayList<Watch>();
        ways.put(folder, way);
        try {
            var found = walk(folder, way);
            if (found.isPresent()) {
                watch(found.get(), CONTENT, way).ifPresent(watch -> watch.listed.add(folder));
            }
        } finally {
            leave(folder, old, way);
        }
    }

    @Override
    public void forget(Path followed) {
        leave(followed, ways.remove(followed), List.of());
    }

    /** Gives up what only the old way needed. */
    private void leave(Path followed, List<Watch> old, List<Watch> kept) {
        if (old == null) {
            return;
        }
        for (Watch watch : old) {
            if (!kept.contains(watch)) {
                watch.leave(followed);
                if (watch.unused() && watches.remove(watch.number, watch)) {
                    inotify.forget(watch.number);
                }
            }
        }
    }

    /** Walks to {@code followed} and returns where it really is, or empty where the way ends early. */
    private Optional<Path> walk(Path followed, List<Watch> way) throws CannotWatch {
        var ahead = new ArrayDeque<String>();
        followed.forEach(name -> ahead.addLast(name.toString()));
        Path here = followed.getRoot();
        int namesBelowData = followed.getNameCount() - namesToData;
        int links = 0;
        while (!ahead.isEmpty()) {
            boolean aboveData = ahead.size() > namesBelowData;
            String name = ahead.pollFirst();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                here = here.getParent() == null ? here : here.getParent();
                continue;
            }
            try {
                var watched = watch(here, WAY, way);
                if (watched.isEmpty()) {
                    return Optional.empty();
                }
                watched.get().byName.computeIfAbsent(name, absent -> new HashSet<>(2)).add(followed);
            } catch (CannotWatch refused) {
                if (!aboveData || !refused.denied()) {
                    throw refused;
                }
            }
            Path next = here.resolve(name);
            try {
                var attributes = Files.readAttributes(next, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!attributes.isSymbolicLink()) {
                    here = next;
                } else if (++links > MOST_LINKS) {
                    return Optional.empty();
                } else {
                    here = enter(Files.readSymbolicLink(next), here, ahead);
                }
            } catch (IOException absent) {
                return Optional.empty();
            }
        }
        return Optional.of(here);
    }

    /** Puts a link's target in front of what is ahead and returns where to go on from. */
    private static Path enter(Path target, Path here, ArrayDeque<String> ahead) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            ahead.addFirst(target.getName(i).toString());
        }
        return target.isAbsolute() ? target.getRoot() : here;
    }

    private Optional<Watch> watch(Path folder, int mask, List<Watch> way) throws CannotWatch {
        var number = inotify.watch(folder, mask);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        var watch = watches.computeIfAbsent(number.getAsInt(), Watch::new);
        way.add(watch);
        return Optional.of(watch);
    }

    @Override
    public Changes drain() {
        var changed = new HashSet<Path>();
        var written = new HashSet<Path>();
        boolean[] everything = {false};
        int reads = 0;
        while (inotify.read((number, mask, name) -> {
            if ((mask & Inotify.OVERFLOW) != 0) {
                everything[0] = true;
            }
            Watch watch = watches.get(number);
            if (watch != null) {
                boolean moved = (mask & ~(Inotify.MOVED_FROM | Inotify.MOVED_TO)) == 0;
                note(watch, mask, name, moved ? changed : written);
            }
        })) {
            if (++reads == MOST_READS) {
                return Changes.EVERYTHING;
            }
        }
        if (changed.isEmpty() && written.isEmpty() && !everything[0]) {
            return Changes.NONE;
        }
        changed.removeAll(written);
        var moved = Set.copyOf(changed);
        changed.addAll(written);
        return new Changes(everything[0], changed, moved);
    }

    private void note(Watch watch, int mask, byte[] octets, Set<Path> changed) {
        if ((mask & Inotify.IGNORED) != 0) {
            watches.remove(watch.number, watch);
        }
        if ((mask & OF_THE_FOLDER) != 0 || octets.length == 0) {
            if ((mask & (OF_THE_FOLDER | Inotify.ATTRIB)) != 0) {
                changed.addAll(watch.everybody());
            }
            return;
        }
        try {
            if (isOurs(octets)) {
                return;
            }
            String name = names.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(octets)).toString();
            changed.addAll(watch.byName.getOrDefault(name, Set.of()));
            watch.listed.forEach(folder -> changed.add(folder.resolve(name)));
        } catch (CharacterCodingException | InvalidPathException unreadableName) {
            changed.addAll(watch.listed);
        }
    }

    /** Temporary files of writes, which nobody asks for. */
    private static boolean isOurs(byte[] name) {
        return name.length > OURS.length && Arrays.equals(name, 0, OURS.length, OURS, 0, OURS.length);
    }

    @Override
    public void close() {
        inotify.close();
    }
}
