package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.event.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds out which templates others have changed on disk, for the audit alone: serving reads a template when it is asked for. Looks at the whole
 * folders now and then, and the more seldom the longer that takes.
 */
final class TemplateLook {

    /** Of a hundred parts of the time, looking takes one at most. */
    private static final int SHARE = 100;
    private static final int DEEPEST = 4;
    private static final int MOST_FILES = 20_000;
    private static final int MOST_BYTES = 4 << 20;

    private record Known(Optional<Signature> signature, Version version, Mark mark) {}

    private record Found(Path path, Optional<Known> was, Optional<Known> now) {}

    private final Path folder;
    private final Consumer<Runnable> exclusively;
    private final DiskChanges changes;
    private final Map<Path, Known> known = new HashMap<>();
    private long next;
    private boolean began;

    /** {@code exclusively} runs what nothing may be written beside. */
    TemplateLook(Path folder, Consumer<Runnable> exclusively, DiskChanges changes) {
        this.folder = folder;
        this.exclusively = exclusively;
        this.changes = changes;
        this.next = System.nanoTime();
    }

    /** Looks, where it is time to. One thread at a time; may take long. */
    void look() {
        long now = System.nanoTime();
        if (now < next) {
            return;
        }
        List<Found> different = different();
        if (!different.isEmpty() || !began) {
            exclusively.accept(() -> take(different));
        }
        next = System.nanoTime() + Math.min((System.nanoTime() - now) * SHARE, Duration.ofMinutes(10).toNanos());
    }

    private List<Found> different() {
        var seen = new ArrayList<Path>();
        var different = new ArrayList<Found>();
        Map<Path, Known> before;
        synchronized (known) {
            before = new HashMap<>(known);
        }
        for (TemplateKind kind : TemplateKind.values()) {
            list(folder.resolve(kind.folder()), seen);
        }
        for (Path path : seen) {
            Optional<Known> was = Optional.ofNullable(before.remove(path));
            read(path, was).ifPresent(now -> different.add(new Found(path, was, Optional.of(now))));
        }
        before.forEach((gone, was) -> different.add(new Found(gone, Optional.of(was), Optional.empty())));
        return different;
    }

    /** Names that begin with a dot are no templates. What cannot be listed stays as it is known. */
    private void list(Path kind, List<Path> seen) {
        if (!Files.isDirectory(kind)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(kind, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            walk.filter(path -> !hidden(kind.relativize(path)) && Files.isRegularFile(path)).limit(MOST_FILES).forEach(seen::add);
        } catch (IOException | UncheckedIOException unreadable) {
            synchronized (known) {
                known.keySet().stream().filter(path -> path.startsWith(kind) && !seen.contains(path)).forEach(seen::add);
            }
        }
    }

    private static boolean hidden(Path name) {
        for (Path part : name) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** What it is now, where that is not what it was. */
    private static Optional<Known> read(Path path, Optional<Known> was) {
        Optional<Signature> signature;
        try {
            signature = Signature.of(path);
        } catch (IOException unknown) {
            return Optional.empty();
        }
        if (signature.isEmpty() || was.flatMap(Known::signature).filter(before -> before.stillOf(signature.get())).isPresent()) {
            return Optional.empty();
        }
        return switch (FileContent.read(path, signature.get(), MOST_BYTES)) {
            case Parsed.Good<Bytes>(Bytes content) -> Optional.of(known(signature, content));
            case Parsed.Bad<Bytes> bad -> Optional.of(new Known(signature, Version.of(bad.message()), Mark.NONE));
        };
    }

    private static Known known(Optional<Signature> signature, Bytes content) {
        return new Known(signature, AuditText.version(AuditText.of(content), Mark.of(content)), Mark.of(content));
    }

    /** What we have written meanwhile ourselves is looked at again the next time. */
    private void take(List<Found> different) {
        synchronized (known) {
            for (Found found : different) {
                if (!Optional.ofNullable(known.get(found.path())).equals(found.was())) {
                    continue;
                }
                found.now().ifPresentOrElse(now -> known.put(found.path(), now), () -> known.remove(found.path()));
                if (began) {
                    changes.changed(found.path(), found.was().map(Known::version), found.now().map(Known::version));
                }
            }
            began = true;
        }
        changes.done();
    }

    /** We have written this ourselves just now, or removed it. */
    void written(Path path, Optional<Bytes> content) {
        synchronized (known) {
            if (isTemplate(path)) {
                content.ifPresentOrElse(bytes -> known.put(path, known(Optional.empty(), bytes)), () -> known.remove(path));
            }
        }
    }

    private boolean isTemplate(Path path) {
        return Stream.of(TemplateKind.values()).anyMatch(kind -> path.startsWith(folder.resolve(kind.folder())));
    }
}
